//! The server: TLS on 127.0.0.1, HTTP/1.1, and a log of everything it was asked.

use crate::answer::{Asked, Chosen, choose_answer, hosts_of, is_answered};
use crate::certificate::{NoCertificate, make_certificates};
use crate::reply::{Answer, Content};
use crate::script::{Play, Script};
use http_body_util::{BodyExt, Either, Full, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming};
use hyper::service::service_fn;
use hyper::{Request, Response, header};
use hyper_util::rt::TokioIo;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use thiserror::Error;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Interval, interval};
use tokio_rustls::TlsAcceptor;
use unlisted_core::source::Catalogue;
use unlisted_core::{Personal, SourceId};
use url::Url;

/// Why the range could not open.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Closed {
    /// No certificate for its hosts.
    #[error("prepare the practice range's certificates")]
    Certificates(#[from] NoCertificate),
    /// No free port on this machine.
    #[error("listen on this machine")]
    Listen(#[source] io::Error),
}

/// One request the range answered.
#[derive(Clone, Debug)]
pub struct Served {
    /// The host name that was asked.
    pub host: String,
    /// `GET`, `HEAD` or `POST`.
    pub method: String,
    /// What was asked of it, as sent.
    pub path_and_query: Personal<String>,
    /// The body as sent; empty where there was none.
    pub body: Personal<String>,
    /// The headers as sent, lower-case names.
    pub headers: Vec<(String, Personal<String>)>,
    /// The source it belongs to; `None` if no definition makes such an address.
    pub source: Option<SourceId>,
    /// How that source behaves.
    pub played: Play,
    /// The name of the example that was played.
    pub example: Option<String>,
    /// The status that was sent.
    pub status: u16,
}

/// A running range. Dropping it closes the port and every connection.
#[derive(Debug)]
pub struct Range {
    address: SocketAddr,
    ca_pem: String,
    stage: Arc<Stage>,
    doorman: JoinHandle<()>,
}

/// What every connection needs.
#[derive(Debug)]
struct Stage {
    catalogue: Catalogue,
    script: Script,
    hosts: BTreeSet<String>,
    served: Mutex<Vec<Served>>,
}

/// The log of a range keeps this many requests; no practice comes near it.
const MOST_SERVED: usize = 100_000;

/// No question of a definition is longer.
const MOST_BODY_BYTES: usize = 64 * 1024;

/// The drip ends after so many bytes (20 minutes), long after anybody listens.
const MOST_DRIPS: u32 = 4_000;

impl Range {
    /// Opens the range of the practice audit: all shipped sources, behaving as the practice script says.
    pub async fn start_practice() -> Result<Self, Closed> {
        Self::start(&Catalogue::built_in(), crate::script::practice_script()).await
    }

    /// Opens the range on a free port of 127.0.0.1 for all sources of the catalogue that a program asks.
    /// Needs a running tokio runtime with its timer and network.
    pub async fn start(catalogue: &Catalogue, script: Script) -> Result<Self, Closed> {
        let hosts: BTreeSet<String> =
            catalogue.iter().filter(|definition| is_answered(definition)).flat_map(hosts_of).collect();
        let (ca_pem, config) = make_certificates(&hosts)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(Closed::Listen)?;
        let address = listener.local_addr().map_err(Closed::Listen)?;
        let stage = Arc::new(Stage { catalogue: catalogue.clone(), script, hosts, served: Mutex::default() });
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let doorman = tokio::spawn(open_door(listener, acceptor, stage.clone()));
        Ok(Self { address, ca_pem, stage, doorman })
    }

    /// Where it listens; a loopback address.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its certificate authority, PEM; made anew at every start.
    pub fn ca_pem(&self) -> &str {
        &self.ca_pem
    }

    /// The host names it answers for: those of all sources but the ones only a person opens.
    pub fn hosts(&self) -> BTreeSet<String> {
        self.stage.hosts.clone()
    }

    /// Everything it was asked so far, in the order it was asked.
    pub fn served(&self) -> Vec<Served> {
        self.stage.served.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Range {
    fn drop(&mut self) {
        // The connections end with it: they belong to the doorman's set.
        self.doorman.abort();
    }
}

async fn open_door(listener: TcpListener, acceptor: TlsAcceptor, stage: Arc<Stage>) {
    let mut guests = JoinSet::new();
    loop {
        tokio::select! {
            arrived = listener.accept() => match arrived {
                Ok((guest, _)) => {
                    guests.spawn(attend(guest, acceptor.clone(), stage.clone()));
                }
                // Out of descriptors, most likely: let some guests leave first.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            Some(_) = guests.join_next() => {}
        }
    }
}

async fn attend(guest: TcpStream, acceptor: TlsAcceptor, stage: Arc<Stage>) {
    // A guest who does not trust the certificate or hangs up is no fault of the range.
    let Ok(stream) = acceptor.accept(guest).await else { return };
    let service = service_fn(|request| {
        let stage = stage.clone();
        async move { Ok::<_, Infallible>(reply(&stage, request).await) }
    });
    let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn reply(stage: &Stage, request: Request<Incoming>) -> Response<Either<Full<Bytes>, Drip>> {
    let (request, body) = request.into_parts();
    // A longer body, or one that breaks off, is no question of any definition.
    let body = Limited::new(body, MOST_BODY_BYTES).collect().await.map(http_body_util::Collected::to_bytes);
    let body = String::from_utf8_lossy(&body.unwrap_or_default()).into_owned();
    let host = request.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let path_and_query = request.uri.path_and_query().map_or("/", |asked| asked.as_str());
    let chosen = match Url::parse(&format!("https://{host}{path_and_query}")) {
        Ok(url) => choose_answer(&stage.catalogue, &stage.script, Asked { url: &url, body: &body }),
        Err(_) => {
            Chosen { definition: None, play: Play::Example, example: None, answer: Answer::page(400, "") }
        }
    };
    let text =
        |value: &header::HeaderValue| Personal::new(String::from_utf8_lossy(value.as_bytes()).into_owned());
    let served = Served {
        host: host.to_owned(),
        method: request.method.to_string(),
        path_and_query: path_and_query.into(),
        body: body.clone().into(),
        headers: request.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect(),
        source: chosen.definition.map(|definition| definition.id.clone()),
        played: chosen.play,
        example: chosen.example.map(|example| example.name.clone()),
        status: chosen.answer.status,
    };
    let mut log = stage.served.lock().unwrap_or_else(PoisonError::into_inner);
    if log.len() < MOST_SERVED {
        log.push(served);
    }
    drop(log);
    respond(chosen.answer)
}

fn respond(answer: Answer) -> Response<Either<Full<Bytes>, Drip>> {
    let body = match answer.content {
        Content::Whole(text) => Either::Left(Full::from(text)),
        Content::Drip => {
            Either::Right(Drip { clock: interval(Duration::from_millis(300)), left: MOST_DRIPS })
        }
    };
    let mut response = Response::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    // A definition's example may hold a header that cannot be sent; say so where the author looks.
    response.body(body).unwrap_or_else(|_| {
        let mut broken =
            Response::new(Either::Left(Full::from("an example holds a header that cannot be sent")));
        *broken.status_mut() = hyper::StatusCode::NOT_IMPLEMENTED;
        broken
    })
}

/// A body of one space every 300 ms.
struct Drip {
    clock: Interval,
    left: u32,
}

impl Body for Drip {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.clock.poll_tick(context).map(|_| {
            self.left -= 1;
            Some(Ok(Frame::data(Bytes::from_static(b" "))))
        })
    }
}
