//! The four rows on which S3 walks through a training cycle.

use ndarray::array;

use super::Points;

/// Four points of three fields, one of them in class 1 (DATA-15).
///
/// The first field alone tells the classes apart: any threshold between 4.1 and 6.4 does.
///
/// # Shapes
/// 4 points of 3 features.
///
/// ```
/// let rows = datasets::four_rows();
/// let above: Vec<usize> = rows.points.column(0).iter().map(|&field| usize::from(field > 5.0)).collect();
/// assert_eq!(above, rows.labels.to_vec());
/// ```
pub fn four_rows() -> Points {
    Points {
        points: array![[1.4, 2.7, 1.9], [3.8, 3.4, 3.2], [6.4, 2.8, 1.7], [4.1, 0.1, 0.2]],
        labels: array![0, 0, 1, 0],
    }
}
