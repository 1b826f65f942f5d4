//! asks: turns a request into a reply, politely; the only code that opens a socket
