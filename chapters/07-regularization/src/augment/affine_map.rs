//! Where a pixel of the new image comes from.

/// A map of the plane that keeps straight lines straight: `p ↦ Ap + t`, from the new image to the old.
///
/// Positions are (right, down) in pixels, from the image's centre. To make an image *larger* by a factor, a pixel of the new image is looked up
/// *nearer* to the centre of the old one: so all of these go backwards.
///
/// ```
/// use regularization::augment::AffineMap;
/// let map = AffineMap::scaling(2.0).then(AffineMap::translation(3.0, 0.0)); // first doubled, then moved
/// assert_eq!(map.source(3.0, 0.0), (0.0, 0.0)); // what stands 3 to the right stood in the centre
/// assert_eq!(map.source(5.0, 4.0), (1.0, 2.0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
// ANCHOR: affine_map
pub struct AffineMap {
    /// Row by row; the last column is the translation.
    pub matrix: [[f64; 3]; 2],
}
// ANCHOR_END: affine_map

impl AffineMap {
    /// Turns the image about its centre, anticlockwise by so many degrees.
    ///
    /// ```
    /// use regularization::augment::AffineMap;
    /// let (right, down) = AffineMap::rotation(90.0).source(0.0, -1.0); // the new top …
    /// assert!((right - 1.0).abs() < 1e-12 && down.abs() < 1e-12); // … was on the right
    /// ```
    // ANCHOR: rotation
    pub fn rotation(degrees: f64) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self { matrix: [[cos, -sin, 0.0], [sin, cos, 0.0]] }
    }
    // ANCHOR_END: rotation

    /// Makes the image larger about its centre, or smaller with a factor below 1.
    ///
    /// # Panics
    /// If the factor is not positive.
    #[track_caller]
    // ANCHOR: scaling
    pub fn scaling(factor: f64) -> Self {
        assert!(
            factor > 0.0 && factor.is_finite(),
            "AffineMap::scaling: a factor of {factor}"
        );
        Self { matrix: [[1.0 / factor, 0.0, 0.0], [0.0, 1.0 / factor, 0.0]] }
    }
    // ANCHOR_END: scaling

    /// Moves the image to the right and down, by pixels.
    // ANCHOR: translation
    pub fn translation(right: f64, down: f64) -> Self {
        Self { matrix: [[1.0, 0.0, -right], [0.0, 1.0, -down]] }
    }
    // ANCHOR_END: translation

    /// First this one, then the other: what both do to the image, in one.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let [x, y] = self.matrix;
        // the new image is looked up by `other`, and what it finds by this one
        let [[a, b, c], [d, e, f]] = other.matrix;
        let row = |r: [f64; 3]| {
            let [p, q, s] = r;
            [p * a + q * d, p * b + q * e, p * c + q * f + s]
        };
        Self { matrix: [row(x), row(y)] }
    }

    /// Where in the old image the new one's point (right, down) comes from.
    // ANCHOR: source
    pub fn source(&self, right: f64, down: f64) -> (f64, f64) {
        let [[a, b, c], [d, e, f]] = self.matrix;
        (a * right + b * down + c, d * right + e * down + f)
    }
    // ANCHOR_END: source
}
