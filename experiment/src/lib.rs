//! What every experiment of the book shares: its flags, its progress bar, its line of results.
