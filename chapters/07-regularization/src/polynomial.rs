//! Polynomials through noisy points: the smallest model that can learn by heart.

use gradient_descent::solve::solve;
use ndarray::{Array1, Array2, ArrayRef1, Axis};

use crate::least_squares;

/// The powers of every number: `(1, x, x², …, x^degree)`.
///
/// With them a polynomial is a weighted sum, and the first weight is the bias.
///
/// # Shapes
/// `x`: (points); the result: (points, 1 + degree).
///
/// ```
/// use ndarray::array;
/// use regularization::polynomial_features;
/// assert_eq!(polynomial_features(&array![2.0, 3.0], 2), array![[1.0, 2.0, 4.0], [1.0, 3.0, 9.0]]);
/// ```
#[doc(alias = "PolynomialFeatures")]
#[doc(alias = "vandermonde")]
// ANCHOR: polynomial_features
pub fn polynomial_features(x: &ArrayRef1<f64>, degree: usize) -> Array2<f64> {
    let mut powers = Array2::ones((x.len(), degree + 1));
    for power in 1..=degree {
        let next = powers.column(power - 1).to_owned() * x;
        powers.column_mut(power).assign(&next);
    }
    powers
}
// ANCHOR_END: polynomial_features

/// `f(x) = w₀ + w₁x + w₂x² + …`.
///
/// ```
/// use ndarray::array;
/// use regularization::Polynomial;
/// let parabola = Polynomial { coefficients: array![1.0, 0.0, 2.0] };
/// assert_eq!(parabola.at(&array![0.0, 3.0]), array![1.0, 19.0]);
/// assert_eq!(parabola.degree(), 2);
/// ```
#[derive(Debug, Clone, PartialEq)]
// ANCHOR: polynomial
pub struct Polynomial {
    /// The weights of the powers, lowest first: (1 + degree).
    pub coefficients: Array1<f64>,
}
// ANCHOR_END: polynomial

impl Polynomial {
    /// The polynomial of this degree with the least sum of squared errors.
    ///
    /// As many points as coefficients fix it: it passes through all of them. Source: S1 REG-3.
    ///
    /// # Shapes
    /// `x`, `y`: (points).
    ///
    /// # Panics
    /// If there are fewer points than coefficients, or two of them stand in one place where they are needed, or `x` and `y` are not equally long.
    ///
    /// ```
    /// use ndarray::array;
    /// use regularization::Polynomial;
    /// // The mean of the points is (1, 2), the slope Σ(x − 1)(y − 2) / Σ(x − 1)² = (2 + 0 + 1)/2.
    /// let line = Polynomial::fit(&array![0.0, 1.0, 2.0], &array![0.0, 3.0, 3.0], 1);
    /// assert!((line.coefficients[0] - 0.5).abs() < 1e-12); // misses by ½, 1, ½
    /// assert!((line.coefficients[1] - 1.5).abs() < 1e-12);
    /// ```
    #[doc(alias = "polyfit")]
    #[track_caller]
    // ANCHOR: fit
    pub fn fit(x: &ArrayRef1<f64>, y: &ArrayRef1<f64>, degree: usize) -> Self {
        let powers = polynomial_features(x, degree);
        let Some(coefficients) = least_squares(&powers, y) else {
            panic!("Polynomial::fit: the points do not fix degree {degree}")
        };
        Self { coefficients }
    }
    // ANCHOR_END: fit

    /// The polynomial that makes `Σ (f(xᵢ) − yᵢ)² + λ Σ wⱼ²` smallest, the second sum without the bias w₀: *ridge regression*.
    ///
    /// Setting the gradient to zero gives `(XᵀX + λD) w = Xᵀy`, where X holds the powers and D is the identity with a 0 for the bias.
    /// Both are sums, without ½ and without 1/N, as S2 writes them (REG-16); its own sum includes the bias (ERR-45). For
    /// every λ > 0 there is exactly one solution, however few the points.
    ///
    /// # Shapes
    /// `x`, `y`: (points).
    ///
    /// # Panics
    /// If `lambda` is not positive, or too small to make the equations solvable in f64 (below about 1e-12 of the points), or `x` and `y` are not equally long.
    ///
    /// ```
    /// use ndarray::array;
    /// use regularization::Polynomial;
    /// // Two points fix the line y = 2x. A penalty of 1/2 on its slope makes it flatter; the bias, unpenalised, follows.
    /// let line = Polynomial::ridge(&array![-0.5, 0.5], &array![-1.0, 1.0], 1, 0.5);
    /// assert!((line.coefficients[0] - 0.0).abs() < 1e-12);
    /// assert!((line.coefficients[1] - 1.0).abs() < 1e-12); // (½ + ½) w = 1
    /// ```
    #[doc(alias = "tikhonov")]
    #[track_caller]
    // ANCHOR: ridge
    pub fn ridge(
        x: &ArrayRef1<f64>,
        y: &ArrayRef1<f64>,
        degree: usize,
        lambda: f64,
    ) -> Self {
        assert!(lambda > 0.0, "Polynomial::ridge: lambda is {lambda}");
        assert!(
            x.len() == y.len(),
            "Polynomial::ridge: {} places and {} values",
            x.len(),
            y.len()
        );
        let powers = polynomial_features(x, degree);
        let mut matrix = powers.t().dot(&powers);
        matrix.diag_mut().iter_mut().skip(1).for_each(|entry| *entry += lambda);
        let Some(coefficients) = solve(&matrix, &powers.t().dot(y)) else {
            panic!("Polynomial::ridge: {lambda} is too small a lambda")
        };
        Self { coefficients }
    }
    // ANCHOR_END: ridge

    /// The highest power.
    pub fn degree(&self) -> usize {
        self.coefficients.len() - 1
    }

    /// `f(x)` in every place, by Horner's scheme.
    ///
    /// # Shapes
    /// `x` and the result: (points).
    pub fn at(&self, x: &ArrayRef1<f64>) -> Array1<f64> {
        let horner = |sum: Array1<f64>, &coefficient: &f64| sum * x + coefficient;
        self.coefficients.iter().rev().fold(Array1::zeros(x.len()), horner)
    }

    /// The root mean square error: `√((1/N) Σ (f(xᵢ) − yᵢ)²)`, in the units of y.
    ///
    /// # Shapes
    /// `x`, `y`: (points).
    ///
    /// # Panics
    /// If there is no point, or `x` and `y` are not equally long.
    ///
    /// ```
    /// use ndarray::array;
    /// use regularization::Polynomial;
    /// let zero = Polynomial { coefficients: array![0.0] };
    /// assert_eq!(zero.root_mean_square_error(&array![1.0, 2.0], &array![1.0, 7.0]), 5.0); // √((1 + 49)/2)
    /// ```
    #[doc(alias = "rmse")]
    #[track_caller]
    // ANCHOR: rms
    pub fn root_mean_square_error(
        &self,
        x: &ArrayRef1<f64>,
        y: &ArrayRef1<f64>,
    ) -> f64 {
        assert!(
            x.len() == y.len() && !x.is_empty(),
            "root_mean_square_error: {} places and {} values",
            x.len(),
            y.len()
        );
        let errors = self.at(x) - y;
        (errors.dot(&errors) / errors.len_of(Axis(0)) as f64).sqrt()
    }
    // ANCHOR_END: rms

    /// The largest absolute value among the coefficients.
    pub fn largest_coefficient(&self) -> f64 {
        self.coefficients.iter().fold(0.0, |largest, w| largest.max(w.abs()))
    }
}
