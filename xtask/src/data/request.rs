//! One request to one mirror.

use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{Response, Uri, header};

use super::{DataFile, Failure};

/// How long to wait for what, and how often to ask.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For the next bytes.
    pub read: Duration,
    /// For one whole answer, however steadily it drips.
    pub answer: Duration,
    /// How often each mirror is asked for a file.
    pub attempts: u32,
    /// Before the second attempt; twice as long before each one after it.
    pub pause: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            read: Duration::from_secs(30),
            answer: Duration::from_hours(1),
            attempts: 4,
            pause: Duration::from_millis(500),
        }
    }
}

/// A client for this address.
///
/// Once on https it stays there, wherever it is sent on to; and it goes through no proxy to its own machine.
pub(super) fn agent(address: &str, patience: &Patience) -> Agent {
    let config = Agent::config_builder()
        .https_only(address.starts_with("https://"))
        .http_status_as_error(false)
        .timeout_connect(Some(patience.connect))
        .timeout_recv_response(Some(patience.read))
        .timeout_per_read(Some(patience.read))
        .timeout_global(Some(patience.answer))
        .user_agent(concat!("deep-learning-from-scratch-in-rust/", env!("CARGO_PKG_VERSION")))
        // The sums are those of the packed files, so they are to come as they lie there.
        .accept_encoding("identity");
    let config = if is_this_machine(address) { config.proxy(None) } else { config };
    config.build().into()
}

fn is_this_machine(address: &str) -> bool {
    let address = address.parse::<Uri>();
    let host = address.as_ref().ok().and_then(Uri::host).unwrap_or_default();
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The rest of a file, as a mirror sends it.
pub(super) struct Rest {
    /// Where it starts: 0, if the mirror cannot send parts.
    pub(super) start: u64,
    pub(super) body: Box<dyn Read>,
}

/// Asks for the file from byte `start` on.
pub(super) fn ask(agent: &Agent, address: &str, file: &DataFile, start: u64) -> Result<Rest, Failure> {
    let mut request = agent.get(address);
    if start > 0 {
        request = request.header(header::RANGE, format!("bytes={start}-"));
    }
    let answer = request.call().map_err(Failure::NoAnswer)?;
    let start = match answer.status().as_u16() {
        200 => 0,
        206 => start_of_part(&answer, file, start)?,
        found => return Err(Failure::Status { found }),
    };
    let announced = header_of(&answer, &header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if let Some(found) =
        announced.map(|length| length.saturating_add(start)).filter(|&found| found != file.bytes)
    {
        return Err(Failure::WrongSize { expected: file.bytes, found });
    }
    Ok(Rest { start, body: Box::new(answer.into_body().into_reader()) })
}

fn start_of_part(answer: &Response<ureq::Body>, file: &DataFile, start: u64) -> Result<u64, Failure> {
    let expected = format!("bytes {start}-{}/{}", file.bytes - 1, file.bytes);
    let found = header_of(answer, &header::CONTENT_RANGE).unwrap_or("none").to_owned();
    if found == expected { Ok(start) } else { Err(Failure::WrongPart { expected, found }) }
}

fn header_of<'a>(answer: &'a Response<ureq::Body>, name: &header::HeaderName) -> Option<&'a str> {
    answer.headers().get(name)?.to_str().ok()
}
