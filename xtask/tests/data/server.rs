//! A mirror on this machine whose every answer a test prescribes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// How one request is answered.
#[derive(Debug, Clone, Copy)]
pub enum Answer {
    /// As asked: the whole file, or the part.
    Good,
    /// The whole file, whatever part was asked for.
    IgnoreRange,
    /// As asked, but the connection closes after so many bytes of the body.
    Drop(usize),
    /// As asked, but nothing follows so many bytes of the body, and the connection stays open.
    Stall(usize),
    /// The connection stays open, and no answer comes.
    Silence,
    /// One byte of the body is another.
    Corrupt,
    /// The file lacks its last byte, and the header says so.
    Shorter,
    /// The file has one byte more, and the header says so.
    Longer,
    /// The file without a word about its length.
    NoLength,
    /// Twice the file without a word about its length.
    EndlessNoLength,
    /// A part that starts too early.
    WrongPart,
    /// Nothing but this status.
    Status(u16),
    /// Another address of this server.
    Redirect,
    /// As asked, with the header that some servers give to every `.gz` file.
    EncodingGzip,
    /// Bytes that are no HTTP.
    Garbage,
    /// So many bytes of the body, in small pieces with pauses.
    Slowly(usize),
}

/// A running server; it ends with the test program.
pub struct Server {
    pub url: String,
    requests: Receiver<Request>,
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub path: String,
    /// The first byte of the part, if a part was asked for.
    pub start: Option<usize>,
}

impl Server {
    /// Answers the first request by the first answer and so on; all after the last answer by that one. `content` gives the file of a path.
    pub fn start(answers: &[Answer], content: impl Fn(&str) -> Vec<u8> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("bound"));
        let answers = answers.to_vec();
        let (sender, requests) = channel();
        thread::spawn(move || {
            for (number, stream) in listener.incoming().enumerate() {
                let answer = answers[number.min(answers.len() - 1)];
                let mut stream = stream.expect("a connection");
                let Some(request) = read_request(&stream) else { continue };
                let body = content(&request.path);
                let _ = sender.send(request.clone());
                thread::spawn(move || respond(&mut stream, answer, &request, &body));
            }
        });
        Self { url, requests }
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.try_iter().collect()
    }

    /// The first bytes that were asked for so far; 0 is the whole file.
    pub fn starts(&self) -> Vec<usize> {
        self.requests().iter().map(|request| request.start.unwrap_or(0)).collect()
    }
}

fn read_request(stream: &TcpStream) -> Option<Request> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let ranges: Vec<String> = lines.filter(|line| line.to_lowercase().starts_with("range:")).collect();
    let start = ranges.first().map(|range| {
        let start = range.split_once("bytes=").and_then(|(_, range)| range.strip_suffix('-'));
        start.and_then(|start| start.parse().ok()).expect("bytes=START-")
    });
    Some(Request { path, start })
}

/// Errors are ignored: the client may have gone.
fn respond(stream: &mut TcpStream, answer: Answer, request: &Request, file: &[u8]) {
    let start = request.start.unwrap_or(0);
    match answer {
        Answer::Good => send(stream, &part_head(start, file, ""), &file[start..]),
        Answer::IgnoreRange => send(stream, &head("200 OK", file.len(), ""), file),
        Answer::Drop(bytes) => send(stream, &part_head(start, file, ""), up_to(file, start, bytes)),
        Answer::Stall(bytes) => {
            send(stream, &part_head(start, file, ""), up_to(file, start, bytes));
            wait_for_the_end(stream);
        }
        Answer::Silence => wait_for_the_end(stream),
        Answer::Corrupt => {
            let mut body = file[start..].to_vec();
            body[100] ^= 1;
            send(stream, &part_head(start, file, ""), &body);
        }
        Answer::Shorter => send(stream, &head("200 OK", file.len() - 1, ""), &file[1..]),
        Answer::Longer => send(stream, &head("200 OK", file.len() + 1, ""), &[file, b"x"].concat()),
        Answer::NoLength => send(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", file),
        Answer::EndlessNoLength => {
            send(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", &[file, file].concat());
        }
        Answer::WrongPart => send(stream, &part_head(start / 2, file, ""), &file[start / 2..]),
        Answer::Status(status) => send(stream, &head(&format!("{status} Status"), 0, ""), b""),
        Answer::Redirect => {
            send(stream, &head("302 Found", 0, &format!("Location: /elsewhere{}\r\n", request.path)), b"");
        }
        Answer::EncodingGzip => {
            send(stream, &part_head(start, file, "Content-Encoding: gzip\r\n"), &file[start..]);
        }
        Answer::Garbage => send(stream, "this is no answer\r\n\r\n", file),
        Answer::Slowly(bytes) => {
            send(stream, &part_head(start, file, ""), b"");
            for piece in up_to(file, start, bytes).chunks(50) {
                send(stream, "", piece);
                thread::sleep(std::time::Duration::from_millis(10));
            }
            wait_for_the_end(stream);
        }
    }
}

/// The head of a whole file, or of its part from `start` on.
fn part_head(start: usize, file: &[u8], more: &str) -> String {
    if start == 0 {
        return head("200 OK", file.len(), more);
    }
    let range = format!("Content-Range: bytes {start}-{}/{}\r\n{more}", file.len() - 1, file.len());
    head("206 Partial Content", file.len() - start, &range)
}

fn head(status: &str, length: usize, more: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n")
}

fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
    let _ =
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).and_then(|()| stream.flush());
}

/// Until the client closes the connection.
fn wait_for_the_end(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}

fn up_to(file: &[u8], start: usize, bytes: usize) -> &[u8] {
    &file[start..file.len().min(start + bytes)]
}
