//! The tests of the exercises, one module each: `cargo test -p loss-homework ex03_1`.

mod ex03_1_huber;
mod ex03_2_forecast;
mod ex03_3_label_smoothing;
mod ex03_4_class_hinge;
mod ex03_5_class_weights;
mod ex03_6_focal;
