//! How a number lies in a file.

use safetensors::Dtype;

use crate::Float;

/// A number that safetensors files hold: `f32` and `f64`, in little-endian bytes.
pub trait Stored: Float {
    /// The type's name in a header.
    const DTYPE: Dtype;

    /// Appends the number's bytes.
    fn append_to(self, bytes: &mut Vec<u8>);

    /// The number that these bytes are.
    ///
    /// # Panics
    /// If there are not as many bytes as the number has.
    fn from_bytes(bytes: &[u8]) -> Self;
}

macro_rules! stored {
    ($float:ty, $dtype:expr) => {
        impl Stored for $float {
            const DTYPE: Dtype = $dtype;

            fn append_to(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }

            fn from_bytes(bytes: &[u8]) -> Self {
                Self::from_le_bytes(
                    bytes.try_into().expect("as many bytes as the number has"),
                )
            }
        }
    };
}

stored!(f32, Dtype::F32);
stored!(f64, Dtype::F64);
