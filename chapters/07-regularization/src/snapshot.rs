//! A network's numbers, kept in memory.

use backprop::{Buffer, Float, ParamMut, Parameters};
use ndarray::{Dimension, IxDyn};

/// A copy of all parameters and buffers of a network.
///
/// It is [`Parameters`] itself (its tensors are buffers, under the network's own names), so [`backprop::checkpoint`] and
/// [`backprop::weights`] keep it in a file as they keep an optimizer.
///
/// ```
/// use backprop::Linear;
/// use ndarray::array;
/// use regularization::Snapshot;
/// let mut network = Linear::new(array![[1.0_f32]], array![2.0]);
/// let snapshot = Snapshot::of(&mut network);
/// network.weight.value[[0, 0]] = 7.0;
/// snapshot.restore(&mut network);
/// assert_eq!(network.weight.value[[0, 0]], 1.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[doc(alias = "state_dict")]
#[doc(alias = "deepcopy")]
// ANCHOR: snapshot
pub struct Snapshot<F = f32> {
    tensors: Vec<Tensor<F>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Tensor<F> {
    name: String,
    shape: IxDyn,
    value: Vec<F>,
}
// ANCHOR_END: snapshot

impl<F: Float> Snapshot<F> {
    /// Copies the network's parameters and buffers; not its gradients.
    // ANCHOR: of
    pub fn of(network: &mut (impl Parameters<F> + ?Sized)) -> Self {
        let mut tensors = Vec::new();
        visit_state(network, &mut |name, shape, value| {
            tensors.push(Tensor {
                name: name.to_owned(),
                shape: shape.clone(),
                value: value.to_vec(),
            });
        });
        Self { tensors }
    }
    // ANCHOR_END: of

    /// Copies the network's numbers anew into the room that is there.
    ///
    /// # Panics
    /// If it is another network.
    pub fn take(&mut self, network: &mut (impl Parameters<F> + ?Sized)) {
        self.walk("take", network, |kept, value| kept.copy_from_slice(value));
    }

    /// Gives the network back the numbers that it had.
    ///
    /// # Panics
    /// If it is another network: names the tensor and both shapes.
    pub fn restore(&self, network: &mut (impl Parameters<F> + ?Sized)) {
        self.clone().walk("restore", network, |kept, value| {
            value.copy_from_slice(kept);
        });
    }

    fn walk(
        &mut self,
        operation: &str,
        network: &mut (impl Parameters<F> + ?Sized),
        mut copy: impl FnMut(&mut [F], &mut [F]),
    ) {
        let count = self.tensors.len();
        let mut kept = self.tensors.iter_mut();
        let mut visited = 0;
        visit_state(network, &mut |name, shape, value| {
            visited += 1;
            let Some(tensor) = kept.next() else { return };
            assert!(
                (&*tensor.name, &tensor.shape) == (name, shape),
                "Snapshot::{operation}: the network has {name} of {:?} where {} of {:?} was kept",
                shape.slice(),
                tensor.name,
                tensor.shape.slice()
            );
            copy(&mut tensor.value, value);
        });
        assert!(
            visited == count,
            "Snapshot::{operation}: the network has {visited} tensors, {count} were kept"
        );
    }
}

/// All that a network's answers depend on: parameters first, then buffers.
fn visit_state<F: Float>(
    network: &mut (impl Parameters<F> + ?Sized),
    visitor: &mut dyn FnMut(&str, &IxDyn, &mut [F]),
) {
    network.visit_params(&mut |name, param| visitor(name, &param.shape, param.value));
    network.visit_buffers(&mut |name, buffer| {
        visitor(name, &buffer.shape, buffer.value);
    });
}

impl<F: Float> Parameters<F> for Snapshot<F> {
    fn visit_params(&mut self, _visitor: &mut dyn FnMut(&str, ParamMut<'_, F>)) {}

    fn visit_buffers(&mut self, visitor: &mut dyn FnMut(&str, Buffer<'_, F>)) {
        for tensor in &mut self.tensors {
            let shape = tensor.shape.clone();
            visitor(&tensor.name, Buffer { shape, value: &mut tensor.value });
        }
    }
}
