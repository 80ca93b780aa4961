// A client that sends exactly the bytes it is told to, over TCP or TLS, and waits with a bound.
#pragma once

#include "support/Patience.h"
#include "support/system/RawSocket.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QList>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <memory>

namespace unmta::test {

class RawClient
{
public:
    struct Reply
    {
        int status = 0; // 0: none came
        QByteArray head;
        QByteArray body;

        [[nodiscard]] QByteArray field(const QByteArray &name) const
        {
            for (const QByteArray &line : head.split('\n')) {
                const qsizetype colon = line.indexOf(':');
                if (colon > 0 && line.first(colon).compare(name, Qt::CaseInsensitive) == 0)
                    return line.mid(colon + 1).trimmed();
            }
            return {};
        }
    };

    explicit RawClient(quint16 port, const char *address = "127.0.0.1", const char *source = nullptr)
        : m_socket(port, address, source)
    {}
    ~RawClient() { close(); }
    RawClient(const RawClient &) = delete;
    RawClient &operator=(const RawClient &) = delete;

    [[nodiscard]] bool connected() const { return m_socket.isConnected(); }
    [[nodiscard]] const RawSocket &socket() const { return m_socket; }

    // True when the handshake succeeded; else alert() has the number that the server sent, or 0.
    bool startTls(const QByteArray &sni, int version = 0, SSL_SESSION *resume = nullptr)
    {
        m_context.reset(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_session_cache_mode(m_context.get(), SSL_SESS_CACHE_CLIENT);
        m_ssl.reset(SSL_new(m_context.get()));
        if (version) {
            SSL_set_min_proto_version(m_ssl.get(), version);
            SSL_set_max_proto_version(m_ssl.get(), version);
        }
        if (!sni.isEmpty())
            SSL_set_tlsext_host_name(m_ssl.get(), sni.constData());
        static const unsigned char protocols[] = "\x02h2\x08http/1.1";
        SSL_set_alpn_protos(m_ssl.get(), protocols, sizeof protocols - 1);
        if (resume)
            SSL_set_session(m_ssl.get(), resume);
        SSL_set_fd(m_ssl.get(), m_socket.handle());
        m_socket.setTimeout(5000);
        ERR_clear_error();
        if (SSL_connect(m_ssl.get()) == 1)
            return true;
        const int reason = ERR_GET_REASON(ERR_peek_error());
        m_alert = reason > SSL_AD_REASON_OFFSET ? reason - SSL_AD_REASON_OFFSET : 0;
        return false;
    }
    [[nodiscard]] int alert() const { return m_alert; }
    [[nodiscard]] SSL *ssl() const { return m_ssl.get(); }

    bool send(const QByteArray &bytes)
    {
        if (m_ssl)
            return SSL_write(m_ssl.get(), bytes.constData(), static_cast<int>(bytes.size())) == bytes.size();
        return m_socket.send(bytes);
    }
    void endOutput() { m_socket.endOutput(); }

    // One answer, by its Content-Length; what follows stays for the next call.
    Reply readReply(bool head = false, int timeoutMs = patienceMs)
    {
        Reply reply;
        QElapsedTimer timer;
        timer.start();
        qsizetype end = -1;
        while ((end = m_buffer.indexOf("\r\n\r\n")) < 0) {
            if (!readMore(timeoutMs - static_cast<int>(timer.elapsed())))
                return reply;
        }
        reply.head = m_buffer.first(end);
        m_buffer.remove(0, end + 4);
        reply.status = reply.head.mid(9, 3).toInt();
        const qsizetype length = head ? 0 : reply.field("content-length").toLongLong();
        while (m_buffer.size() < length) {
            if (!readMore(timeoutMs - static_cast<int>(timer.elapsed())))
                break;
        }
        reply.body = m_buffer.first(std::min(length, m_buffer.size()));
        m_buffer.remove(0, reply.body.size());
        return reply;
    }
    Reply get(const QByteArray &host, const QByteArray &target, const QByteArray &method = "GET",
              const QByteArray &more = {})
    {
        send(method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n");
        return readReply(method == "HEAD");
    }
    // True when the server ends the connection in time; bytes on the way are kept.
    bool waitForEnd(int timeoutMs = patienceMs)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < timeoutMs) {
            if (!readMore(timeoutMs - static_cast<int>(timer.elapsed())))
                return m_ended;
        }
        return m_ended;
    }
    [[nodiscard]] const QByteArray &received() const { return m_buffer; }
    bool readMore(int timeoutMs)
    {
        char data[16384];
        if (m_ssl) {
            m_socket.setTimeout(std::max(1, timeoutMs));
            const int count = SSL_read(m_ssl.get(), data, sizeof data);
            if (count <= 0) {
                const int error = SSL_get_error(m_ssl.get(), count);
                m_ended = error != SSL_ERROR_WANT_READ;
                return false;
            }
            m_buffer.append(data, count);
            return true;
        }
        if (!m_socket.waitForInput(timeoutMs))
            return false;
        const qsizetype count = m_socket.receive(data, sizeof data);
        if (count <= 0) {
            m_ended = true;
            return false;
        }
        m_buffer.append(data, count);
        return true;
    }
    void close()
    {
        m_ssl.reset();
        m_socket.close();
    }

private:
    struct FreeContext
    {
        void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    };
    struct FreeSsl
    {
        void operator()(SSL *ssl) const { SSL_free(ssl); }
    };

    RawSocket m_socket;
    bool m_ended = false;
    int m_alert = 0;
    QByteArray m_buffer;
    std::unique_ptr<SSL_CTX, FreeContext> m_context;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
};

} // namespace unmta::test
