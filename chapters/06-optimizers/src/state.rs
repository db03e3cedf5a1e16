//! What an optimizer remembers: some tensors for every parameter.

use backprop::{Buffer, Float, ParamMut, Parameters};
use ndarray::{Dimension, IxDyn};

/// `N` tensors for every parameter of a network, each shaped like it, zero at first.
///
/// Keyed by the order of the visits, checked by shape.
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: state
pub struct State<F, const N: usize> {
    names: [&'static str; N],
    slots: Vec<Slot<F, N>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Slot<F, const N: usize> {
    parameter: String,
    shape: IxDyn,
    tensors: [Vec<F>; N],
}
// ANCHOR_END: state

impl<F: Float, const N: usize> State<F, N> {
    /// An empty memory of tensors with these names, such as `velocity`.
    pub fn new(names: [&'static str; N]) -> Self {
        Self { names, slots: Vec::new() }
    }

    /// Visits every parameter of the network together with what is remembered about it.
    ///
    /// The first walk makes room for the network. `update` gets the parameter's name, its value, its gradient and the `N` tensors, all
    /// of one length.
    ///
    /// # Panics
    /// If the network has more or fewer parameters than before, or one of another shape.
    // ANCHOR: walk
    pub fn walk(
        &mut self,
        operation: &str,
        network: &mut dyn Parameters<F>,
        mut update: impl FnMut(&str, &mut [F], &mut [F], [&mut [F]; N]),
    ) {
        if self.slots.is_empty() {
            self.prepare(network);
        }
        let mut slots = self.slots.iter_mut();
        network.visit_params(&mut |name, param| {
            let slot = slots.next().unwrap_or_else(|| {
                panic!("{operation}: a parameter {name} that was not there before")
            });
            slot.check(operation, name, &param);
            let tensors = slot.tensors.each_mut().map(Vec::as_mut_slice);
            update(name, param.value, param.grad, tensors);
        });
        if let Some(slot) = slots.next() {
            panic!(
                "{operation}: the network lacks the parameter {} of before",
                slot.parameter
            );
        }
    }
    // ANCHOR_END: walk

    /// Makes room for a network, all zeros; what was remembered before is forgotten.
    pub fn prepare(&mut self, network: &mut dyn Parameters<F>) {
        self.slots.clear();
        network.visit_params(&mut |name, param| {
            let zeros = || vec![F::zero(); param.value.len()];
            self.slots.push(Slot {
                parameter: name.to_owned(),
                shape: param.shape.clone(),
                tensors: std::array::from_fn(|_| zeros()),
            });
        });
    }

    /// Visits the tensors by name, the parameter's and then their own: `0.weight.velocity`.
    pub fn visit(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        for slot in &mut self.slots {
            for (name, tensor) in self.names.iter().zip(&mut slot.tensors) {
                let buffer = Buffer { shape: slot.shape.clone(), value: tensor };
                visitor(&format!("{}.{name}", slot.parameter), buffer);
            }
        }
    }
}

impl<F, const N: usize> Slot<F, N> {
    fn check(&self, operation: &str, name: &str, param: &ParamMut<'_, F>) {
        assert!(
            self.shape == param.shape,
            "{operation}: the parameter {name} is {:?}, but what is remembered in its place, of {}, is {:?}",
            param.shape.slice(),
            self.parameter,
            self.shape.slice()
        );
    }
}

/// Refuses slices of different lengths, of which a zip would silently take the shortest.
#[track_caller]
pub(crate) fn assert_lengths(operation: &str, value: usize, others: &[usize]) {
    assert!(
        others.iter().all(|&length| length == value),
        "{operation}: value has {value} elements, but gradient and state have {others:?}"
    );
}
