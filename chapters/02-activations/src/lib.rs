//! Chapter 2: the functions that bend a straight line, and the network they make possible.
