# Opening a page in one's own browser, which takes no proxy of ours.

browser-ask-first = You chose to connect { $way ->
    [tor] through Tor
    [socks] through a proxy
   *[http] through a proxy
}, and your own browser does not. If it opens this page, the site sees your real network address, your cookies and any account you are signed in to, together with what the link holds.
browser-ask-then = Copy the link and open it in a browser that takes that way, such as Tor Browser. Or open it all the same.
browser-copy = Copy the link
browser-anyway = Open it straight all the same
browser-copied = Copied. The link holds your facts; it stays on the clipboard until you copy something else.
browser-copy-by-hand = Mark the link and copy it yourself:
browser-history = The link stays in that browser's history, with the facts in it, and in its account if it synchronises. Use a private window.
