//! What can be downloaded: the files with their sums, and the places that have them.

/// One file as its makers published it.
#[derive(Debug, Clone, Copy)]
pub struct DataFile {
    /// Its name, in the folder and at every mirror.
    pub name: &'static str,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: &'static str,
}

/// The files of one data set.
#[derive(Debug, Clone, Copy)]
pub struct DataSet {
    /// What the command line calls it, and its folder under `data`.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Who made it, and the licence.
    pub credit: &'static str,
    /// Folders on the web that have the files, the preferred one first; each ends with a slash.
    pub mirrors: &'static [&'static str],
    /// The files.
    pub files: &'static [DataFile],
}

impl DataSet {
    /// The size of all files together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }
}

/// Every set that [`run`](super::run) knows.
pub const ALL: [&DataSet; 2] = [&MNIST, &FASHION_MNIST];

/// 70,000 handwritten digits of 28 × 28 pixels.
pub const MNIST: DataSet = DataSet {
    name: "mnist",
    title: "MNIST: 70,000 handwritten digits, 28 x 28 pixels",
    credit: "Y. LeCun, C. Cortes, C. J. C. Burges; CC BY-SA 3.0",
    mirrors: &[
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ],
    files: &[
        DataFile {
            name: "train-images-idx3-ubyte.gz",
            bytes: 9_912_422,
            sha256: "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        },
        DataFile {
            name: "train-labels-idx1-ubyte.gz",
            bytes: 28_881,
            sha256: "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        },
        DataFile {
            name: "t10k-images-idx3-ubyte.gz",
            bytes: 1_648_877,
            sha256: "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        },
        DataFile {
            name: "t10k-labels-idx1-ubyte.gz",
            bytes: 4_542,
            sha256: "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        },
    ],
};

/// 70,000 pictures of clothes of 28 × 28 pixels.
pub const FASHION_MNIST: DataSet = DataSet {
    name: "fashion-mnist",
    title: "Fashion-MNIST: 70,000 pictures of clothes, 28 x 28 pixels",
    credit: "H. Xiao, K. Rasul, R. Vollgraf, (c) Zalando SE; MIT",
    // The makers' own bucket answers over http alone.
    mirrors: &[
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
        "https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion/",
    ],
    files: &[
        DataFile {
            name: "train-images-idx3-ubyte.gz",
            bytes: 26_421_880,
            sha256: "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        },
        DataFile {
            name: "train-labels-idx1-ubyte.gz",
            bytes: 29_515,
            sha256: "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        },
        DataFile {
            name: "t10k-images-idx3-ubyte.gz",
            bytes: 4_422_102,
            sha256: "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        },
        DataFile {
            name: "t10k-labels-idx1-ubyte.gz",
            bytes: 5_148,
            sha256: "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        },
    ],
};
