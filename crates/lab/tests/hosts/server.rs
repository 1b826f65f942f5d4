//! The sites themselves: one plain server on this machine that answers for every name as its site does.

use crate::set::{NAME, Set, Site, number, takes};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Status line and headers, and the page.
type Page = (&'static str, &'static str);

const EXISTS: Page = (
    "200 OK\r\ncontent-type: text/html",
    "<!doctype html><html><head><title>A member</title></head><body><h1>lumenfox</h1><p>member since 2019</p></body></html>",
);
const MISSING: Page = (
    "404 Not Found\r\ncontent-type: text/html",
    "<!doctype html><html><head><title>Not found</title></head><body><p>no such member</p></body></html>",
);

/// Walls as the common vendors build them, some of them under a status that says that all is well.
const WALLS: [Page; 7] = [
    (
        "403 Forbidden\r\ncontent-type: text/html\r\nserver: cloudflare\r\ncf-mitigated: challenge",
        "<!doctype html><html><head><title>Just a moment...</title></head><body>member since</body></html>",
    ),
    ("202 Accepted\r\ncontent-type: text/html\r\nx-amzn-waf-action: challenge", ""),
    (
        "200 OK\r\ncontent-type: text/html",
        "<!doctype html><html><head><title>Are you human?</title></head><body><div class=\"g-recaptcha\"></div></body></html>",
    ),
    ("429 Too Many Requests\r\ncontent-type: text/html\r\nretry-after: 3600", "<p>Too many requests</p>"),
    ("503 Service Unavailable\r\ncontent-type: text/html", "<p>Down for maintenance</p>"),
    ("302 Found\r\nlocation: /login?next=%2Flumenfox", ""),
    (
        "200 OK\r\ncontent-type: text/html",
        "<!doctype html><html><head><title>Just a moment...</title></head><body><script>window._cf_chl_opt = {};\
         </script><p>Enable JavaScript and cookies to continue</p></body></html>",
    ),
];

/// Answers until it is dropped.
pub(crate) async fn serve(listener: TcpListener, set: Set) {
    loop {
        if let Ok((guest, _)) = listener.accept().await {
            tokio::spawn(attend(guest, set));
        }
    }
}

async fn attend(mut guest: TcpStream, set: Set) -> Option<()> {
    let _ = guest.set_nodelay(true);
    let mut read = Vec::new();
    loop {
        let head = read_head(&mut guest, &mut read).await?;
        let path = head.split(' ').nth(1)?;
        let host = head.lines().find_map(|line| line.strip_prefix("host: "))?;
        let at = number(host)?;
        let asked_for_nobody = path != format!("/{NAME}");
        let (status, body) = match set.site(at) {
            Site::Honest { has_account, slow } => {
                tokio::time::sleep(takes(at, slow)).await;
                if has_account && !asked_for_nobody { EXISTS } else { MISSING }
            }
            Site::Wall(kind) => {
                tokio::time::sleep(takes(at, false)).await;
                *WALLS.get(kind % WALLS.len())?
            }
            Site::ClaimsEveryName => {
                tokio::time::sleep(takes(at, false)).await;
                EXISTS
            }
            Site::Hangs | Site::Refuses => {
                tokio::time::sleep(Duration::from_mins(10)).await;
                return None;
            }
        };
        let length = body.len();
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}");
        guest.write_all(answer.as_bytes()).await.ok()?;
    }
}

/// The next head; what was read beyond it stays.
async fn read_head(guest: &mut TcpStream, read: &mut Vec<u8>) -> Option<String> {
    loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = read.drain(..end + 4).collect();
            return String::from_utf8(head).ok().map(|head| head.to_lowercase());
        }
        if read.len() > 16 * 1024 || guest.read_buf(read).await.ok()? == 0 {
            return None;
        }
    }
}
