// A client's TCP connection, as little of it as tests that send odd bytes need.
#pragma once

#include <QByteArray>
#include <QtGlobal>

namespace unmta::test {

class RawSocket
{
public:
    // `source` is the address that the connection comes from; none: the system's choice.
    RawSocket(quint16 port, const char *address, const char *source);
    ~RawSocket();
    RawSocket(const RawSocket &) = delete;
    RawSocket &operator=(const RawSocket &) = delete;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    // As OpenSSL and the system's own functions take it; -1 when closed.
    [[nodiscard]] int handle() const { return m_handle; }
    [[nodiscard]] bool send(const QByteArray &bytes) const;
    // As much as is taken at once; 0 and less: nothing. After neverWait() only.
    [[nodiscard]] qsizetype sendSome(const char *data, qsizetype size) const;
    void neverWait() const;
    void endOutput() const;
    [[nodiscard]] bool waitForInput(int timeoutMs) const;
    // Bytes read; 0 and less: the end.
    [[nodiscard]] qsizetype receive(char *data, qsizetype size) const;
    // How long a receive, or a send, waits at most.
    void setTimeout(int milliseconds) const;
    void setSendTimeout(int milliseconds) const;
    // Closing will reset the connection.
    void resetAtEnd() const;
    void close();

private:
    int m_handle = -1;
    bool m_isConnected = false;
};

// Somebody who listens on a port of loopback and would share it.
class SharingListener
{
public:
    SharingListener();
    ~SharingListener();
    SharingListener(const SharingListener &) = delete;
    SharingListener &operator=(const SharingListener &) = delete;

    // 0 where ports are not shared.
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    int m_handle = -1;
    quint16 m_port = 0;
};

} // namespace unmta::test
