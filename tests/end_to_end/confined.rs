//! What a hostile script inside the page could do: nothing.

use crate::page::Page;
use serde_json::{Value, json};
use std::net::TcpListener;

/// Tries to break out of the page from inside it; each attempt must fail.
pub(crate) async fn check(page: &Page) {
    // Somebody listens, so that a refusal is the page's own and not an empty port's.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let tried = page.client.execute_async(ATTEMPTS, vec![port.into()]).await.unwrap();
    assert!(listener.accept().is_err(), "nothing reached a listener on this machine");
    for directive in ["connect-src", "frame-src", "require-trusted-types-for"] {
        let violated = tried["violated"].as_str().unwrap();
        assert!(
            violated.contains(directive),
            "the content security policy itself refused `{directive}`: {violated}"
        );
    }
    let expected = json!({
        "eval": "refused", "function": "refused", "inline script": "refused", "data script": "refused",
        "html sink": "refused", "frame": "refused", "fetch": "refused", "socket": "refused",
        "unlisted command": "refused", "file command": "refused", "global tauri": "absent",
        "storage": "empty",
    });
    let Value::Object(expected) = expected else { unreachable!("written above") };
    for (attempt, outcome) in expected {
        assert_eq!(tried[attempt.as_str()], outcome, "attempt `{attempt}` from inside the page");
    }
}

const ATTEMPTS: &str = r"
const port = arguments[0];
const done = arguments[arguments.length - 1];
const result = {};
const violated = new Set();
document.addEventListener('securitypolicyviolation', (event) => violated.add(event.effectiveDirective));
const attempt = (name, work) => { try { result[name] = work() ? 'worked' : 'refused'; } catch (e) { result[name] = 'refused'; } };
attempt('eval', () => window.eval('1 + 1') === 2);
attempt('function', () => new Function('return 2')() === 2);
window.__ran = 0;
const script = (fill) => { try { const s = document.createElement('script'); fill(s); document.head.append(s); } catch (e) { /* refused */ } };
script((s) => { s.textContent = 'window.__ran = 1'; });
script((s) => { s.src = 'data:text/javascript,window.__ran = 2'; });
attempt('html sink', () => { document.createElement('div').innerHTML = '<b>x</b>'; return true; });
const frame = document.createElement('iframe');
frame.src = `http://127.0.0.1:${port}/frame`;
document.body.append(frame);
const refused = (name, promise) => promise.then(() => { result[name] = 'worked'; }, () => { result[name] = 'refused'; });
const socket = new Promise((yes, no) => { try { const s = new WebSocket(`ws://127.0.0.1:${port}`); s.onopen = yes; s.onerror = no; } catch (e) { no(e); } });
const invoke = window.__TAURI_INTERNALS__.invoke;
Promise.all([
  refused('fetch', fetch(`http://127.0.0.1:${port}/`)),
  refused('socket', socket),
  refused('unlisted command', invoke('no_such_command', { request: null })),
  refused('file command', invoke('plugin:fs|read_text_file', { path: '/etc/hostname' })),
]).then(() => setTimeout(() => {
  result['inline script'] = window.__ran === 1 ? 'worked' : 'refused';
  result['data script'] = window.__ran === 2 ? 'worked' : 'refused';
  result['frame'] = violated.has('frame-src') ? 'refused' : 'worked';
  frame.remove();
  result['global tauri'] = window.__TAURI__ === undefined ? 'absent' : 'there';
  result['storage'] = localStorage.length + sessionStorage.length === 0 && document.cookie === '' ? 'empty' : 'used';
  result['violated'] = [...violated].join(' ');
  done(result);
}, 500));
";
