//! A small HTTP/1.1 client that keeps its connection, so that the machine measures the server.

use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// One connection, used for one request after the other.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer, until the next request.
pub struct Answer<'a> {
    /// The status.
    pub status: u16,
    head: &'a [u8],
    /// What came after the headers, as it was transferred.
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// A header by its name in lower case, as the server writes it.
    pub fn header(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.head)
            .ok()?
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map(str::trim)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.body).into_owned()
    }

    /// Bytes on the wire, headers included.
    pub fn transferred(&self) -> usize {
        self.head.len() + self.body.len()
    }
}

impl Connection {
    /// Connects.
    pub async fn open(to: SocketAddr) -> std::io::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Sends a request and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> std::io::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.read_more().await?;
        };
        let whole = head + length(&self.buffer[..head])?;
        while self.buffer.len() < whole {
            self.read_more().await?;
        }
        let status = std::str::from_utf8(&self.buffer[9..12]).ok();
        Ok(Answer {
            status: status.and_then(|text| text.parse().ok()).unwrap_or(0),
            head: &self.buffer[..head],
            body: &self.buffer[head..whole],
        })
    }

    async fn read_more(&mut self) -> std::io::Result<()> {
        if self.stream.read_buf(&mut self.buffer).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(())
    }
}

fn length(head: &[u8]) -> std::io::Result<usize> {
    const NAME: &[u8] = b"\r\ncontent-length: ";
    let Some(at) = find(head, NAME) else {
        return if find(head, b"\r\ntransfer-encoding:").is_some() {
            Err(Error::other("an answer in chunks is not expected"))
        } else {
            Ok(0)
        };
    };
    let digits = head[at + NAME.len()..]
        .iter()
        .take_while(|byte| byte.is_ascii_digit());
    Ok(digits.fold(0, |sum, digit| sum * 10 + usize::from(digit - b'0')))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|part| part == wanted)
}

/// A request for a page.
pub fn get(path: &str, token: &str) -> Vec<u8> {
    let cookie = cookie(token);
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept-encoding: gzip, br\r\n{cookie}\r\n")
        .into_bytes()
}

/// A form that is sent.
pub fn post(path: &str, token: &str, body: &str) -> Vec<u8> {
    let (cookie, length) = (cookie(token), body.len());
    format!(
        "POST {path} HTTP/1.1\r\nhost: bench\r\n{cookie}content-type: application/x-www-form-urlencoded\r\n\
         content-length: {length}\r\n\r\n{body}"
    )
    .into_bytes()
}

fn cookie(token: &str) -> String {
    if token.is_empty() {
        String::new()
    } else {
        format!("cookie: cascade={token}\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_read_from_the_headers() {
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 120\r\ndate: x\r\n\r\n";
        assert_eq!(length(head).unwrap(), 120);
        assert_eq!(length(b"HTTP/1.1 204 No Content\r\n\r\n").unwrap(), 0);
        assert!(length(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").is_err());
    }

    #[test]
    fn a_form_says_how_long_it_is() {
        let text = String::from_utf8(post("/a", "t", "b=1")).unwrap();
        assert!(
            text.contains("cookie: cascade=t\r\n")
                && text.ends_with("content-length: 3\r\n\r\nb=1"),
            "{text}"
        );
    }
}
