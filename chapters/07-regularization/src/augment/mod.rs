//! New images out of old ones.
//!
//! A shifted 6 is still a 6, but to the network it is an image that it has never seen. The kinds of S1 and S2 (DATA-18), each as a plain function on one
//! image and as a [`Transform`] that draws how much by lot:
//!
//! | kind | function | by lot |
//! |---|---|---|
//! | crop | [`crop`], [`resize`] | [`Crop`] |
//! | flip | [`flip_horizontally`], [`flip_vertically`] | [`Flip`] |
//! | scale | [`scale`] | [`Scale`] |
//! | rotate | [`rotate`] | [`Rotate`] |
//! | translate | [`translate`] | [`Translate`] |
//! | noise | [`add_noise`] | [`Noise`] |
//! | brightness | [`brighten`] | [`Brighten`] |
//! | scale, rotate and translate at once | [`warp`] | [`Affine`] |
//!
//! # Conventions
//!
//! An image is (height, width), row 0 at the top, 0 the background and 1 full ink. Pixel (r, c) is a square around the point (r, c); an image turns and
//! grows about its centre, the point ((height − 1)/2, (width − 1)/2). A new pixel is mixed out of the four old ones around the place where it comes from
//! (*bilinear*), and *beyond the border everything is 0*. These are the rules of `PyTorch`'s `grid_sample` with `align_corners=False` and `padding_mode='zeros'`.
//!
//! Labels stay as they are: choose transforms that leave the class alone. A 6 upside down is a 9, and a flipped 2 is no digit.

mod affine;
mod affine_map;
mod augmentation;
mod brightness;
mod crop;
mod flip;
mod noise;
mod rotate;
mod scale;
mod transform;
mod translate;
mod warp;

pub use affine::Affine;
pub use affine_map::AffineMap;
pub use augmentation::Augmentation;
pub use brightness::{Brighten, brighten};
pub use crop::{Crop, crop, resize};
pub use flip::{Flip, flip_horizontally, flip_vertically};
pub use noise::{Noise, add_noise};
pub use rotate::{Rotate, rotate};
pub use scale::{Scale, scale};
pub use transform::Transform;
pub use translate::{Translate, translate};
pub use warp::warp;
