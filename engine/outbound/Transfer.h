// One libcurl transfer on the outbound worker: the base for HTTP here and for SMTP in mail.
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "outbound/AddressPolicy.h"

#include <curl/curl.h>

#include <array>
#include <atomic>
#include <memory>

namespace unmta::outbound {

// Made on any thread, then owned and run by the worker; `finished` is called there once, and nothing afterwards.
class Transfer
{
public:
    virtual ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    // Options that need the worker's thread; an error is given to `finished` without any traffic.
    [[nodiscard]] virtual Result<void> prepare() = 0;
    virtual void finished(const Result<void> &result) = 0;

    [[nodiscard]] CURL *handle() const { return m_handle.get(); }
    // The transfer gives up by itself soon after `stop` becomes true, also while libcurl waits for a peer: for a
    // relay's verdict on a message it blocks the worker thread.
    void endWith(const std::atomic<bool> &stop);
    // What a curl result means, in the codes of Outbound.h.
    [[nodiscard]] virtual Result<void> interpret(CURLcode code);

protected:
    // Error codes of the common set-up appear in `prepare` of the derived class.
    Transfer();

    // URL, protocols, time limit, trusted CA and address policy; no proxy from the environment, no redirects, no
    // signals.
    [[nodiscard]] Result<void> prepareCommon(const QString &url, const QStringList &protocols, Millis timeout,
                                             const QString &caFile, AddressPolicy addresses);

    // Everything is set up with the peer, TLS and the login of SMTP included: the request goes out.
    virtual void beginRequest() {}

private:
    static curl_socket_t openSocket(void *self, curlsocktype purpose, curl_sockaddr *address);
    static int onProgress(void *stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static int beforeRequest(void *self, char *peer, char *local, int peerPort, int localPort);

    struct Cleanup
    {
        void operator()(CURL *handle) const { curl_easy_cleanup(handle); }
    };
    std::unique_ptr<CURL, Cleanup> m_handle;
    std::array<char, CURL_ERROR_SIZE> m_words{};
    AddressPolicy m_addresses;
    QString m_refusedAddress;
    bool m_triedAddress = false;
};

} // namespace unmta::outbound
