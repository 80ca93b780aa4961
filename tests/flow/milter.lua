-- Drives unmta-milter as a mail server would: miltertest -D port=N -s milter.lua
local address = "inet:" .. port .. "@127.0.0.1"

local function must(result, what)
    if result ~= nil then
        error(what .. " failed: " .. tostring(result))
    end
end

local function open()
    local conn = mt.connect(address, 20, 0.05)
    if conn == nil then
        error("cannot connect to " .. address)
    end
    must(mt.negotiate(conn, nil, nil, nil), "negotiation")
    return conn
end

local function envelope(conn)
    must(mt.conninfo(conn, "localhost", "127.0.0.1"), "connect")
    must(mt.macro(conn, SMFIC_MAIL, "i", "4ABCD"), "macro")
    must(mt.mailfrom(conn, "<a@example.org>"), "mail")
    must(mt.rcptto(conn, "<b@example.net>"), "rcpt")
end

local function html(conn, ...)
    must(mt.header(conn, "Message-ID", "<1@example.org>"), "header")
    must(mt.header(conn, "Content-Type", "text/html"), "header")
    for _, value in ipairs({...}) do
        must(mt.header(conn, "X-Unmta-Track", value), "header")
    end
    must(mt.eoh(conn), "end of header")
end

-- Body replacement and header removal.
local conn = open()
envelope(conn)
html(conn, "opens, clicks")
must(mt.bodystring(conn, "<body><a href=\"http://example.org/\">x</a></body>\r\n"), "body")
must(mt.eom(conn), "end of message")
if mt.getreply(conn) ~= SMFIR_CONTINUE then
    error("the message was not continued")
end
if not mt.eom_check(conn, MT_BODYCHANGE) then
    error("the body was not replaced")
end
if not mt.eom_check(conn, MT_HDRDELETE, "X-Unmta-Track") then
    error("the control header was not deleted")
end

-- The same connection, a message without anything to change.
must(mt.mailfrom(conn, "<a@example.org>"), "mail")
must(mt.rcptto(conn, "<b@example.net>"), "rcpt")
must(mt.header(conn, "Subject", "plain"), "header")
must(mt.eoh(conn), "end of header")
must(mt.bodystring(conn, "plain http://example.org/\r\n"), "body")
must(mt.eom(conn), "end of message")
if mt.eom_check(conn, MT_BODYCHANGE) then
    error("a plain body was replaced")
end

-- Abort in the middle of a message, then another one.
must(mt.mailfrom(conn, "<a@example.org>"), "mail")
must(mt.rcptto(conn, "<b@example.net>"), "rcpt")
html(conn)
must(mt.bodystring(conn, "<a href=\"http://half.example.org/\">"), "body")
must(mt.abort(conn), "abort")
must(mt.mailfrom(conn, "<a@example.org>"), "mail")
must(mt.rcptto(conn, "<b@example.net>"), "rcpt")
html(conn, "none")
must(mt.bodystring(conn, "<a href=\"http://example.org/\">"), "body")
must(mt.eom(conn), "end of message")
if mt.eom_check(conn, MT_BODYCHANGE) then
    error("X-Unmta-Track: none was not obeyed")
end
mt.disconnect(conn)

-- Oversize: 65 MiB pass through untouched.
conn = open()
envelope(conn)
html(conn, "clicks")
local chunk = string.rep("x", 65000)
must(mt.bodystring(conn, "<a href=\"http://example.org/\">"), "body")
for i = 1, 1100 do
    must(mt.bodystring(conn, chunk), "body")
end
must(mt.eom(conn), "end of message")
if mt.eom_check(conn, MT_BODYCHANGE) or mt.eom_check(conn, MT_HDRDELETE, "X-Unmta-Track") then
    error("an oversize message was changed")
end
mt.disconnect(conn)

-- Several connections at once.
local many = {}
for i = 1, 10 do
    many[i] = open()
end
for i = 1, 10 do
    envelope(many[i])
    html(many[i])
    must(mt.bodystring(many[i], "<a href=\"http://example.org/" .. i .. "\">"), "body")
end
for i = 10, 1, -1 do
    must(mt.eom(many[i]), "end of message")
    if not mt.eom_check(many[i], MT_BODYCHANGE) then
        error("connection " .. i .. " was not served")
    end
    mt.disconnect(many[i])
end
mt.echo("all steps done")
