//! What a hostile script inside the page could do: nothing.

use crate::page::Page;
use serde_json::{Value, json};

/// Tries to break out of the page from inside it; each attempt must fail.
pub(crate) async fn check(page: &Page) {
    let tried = page.client.execute_async(ATTEMPTS, vec![]).await.unwrap();
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
const done = arguments[arguments.length - 1];
const result = {};
const attempt = (name, work) => { try { result[name] = work() ? 'worked' : 'refused'; } catch (e) { result[name] = 'refused'; } };
attempt('eval', () => window.eval('1 + 1') === 2);
attempt('function', () => new Function('return 2')() === 2);
window.__ran = 0;
const script = (fill) => { try { const s = document.createElement('script'); fill(s); document.head.append(s); } catch (e) { /* refused */ } };
script((s) => { s.textContent = 'window.__ran = 1'; });
script((s) => { s.src = 'data:text/javascript,window.__ran = 2'; });
attempt('html sink', () => { document.createElement('div').innerHTML = '<b>x</b>'; return true; });
const frame = document.createElement('iframe');
frame.src = 'data:text/html,hello';
document.body.append(frame);
const refused = (name, promise) => promise.then(() => { result[name] = 'worked'; }, () => { result[name] = 'refused'; });
const socket = new Promise((yes, no) => { try { const s = new WebSocket('ws://127.0.0.1:9'); s.onopen = yes; s.onerror = no; } catch (e) { no(e); } });
const invoke = window.__TAURI_INTERNALS__.invoke;
Promise.all([
  refused('fetch', fetch('http://127.0.0.1:9/')),
  refused('socket', socket),
  refused('unlisted command', invoke('no_such_command', { request: null })),
  refused('file command', invoke('plugin:fs|read_text_file', { path: '/etc/hostname' })),
]).then(() => setTimeout(() => {
  result['inline script'] = window.__ran === 1 ? 'worked' : 'refused';
  result['data script'] = window.__ran === 2 ? 'worked' : 'refused';
  let seen = null;
  try { seen = frame.contentDocument && frame.contentDocument.body.textContent; } catch (e) { seen = null; }
  result['frame'] = seen ? 'worked' : 'refused';
  frame.remove();
  result['global tauri'] = window.__TAURI__ === undefined ? 'absent' : 'there';
  result['storage'] = localStorage.length + sessionStorage.length === 0 && document.cookie === '' ? 'empty' : 'used';
  done(result);
}, 500));
";
