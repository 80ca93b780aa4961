// An HTTP call as a transfer: see HttpCall in Outbound.h.
#pragma once

#include "outbound/Outbound.h"
#include "outbound/Transfer.h"

namespace unmta::outbound {

class HttpTransfer final : public Transfer
{
public:
    HttpTransfer(HttpCall call, HttpDone done);
    ~HttpTransfer() override;

    [[nodiscard]] Result<void> prepare() override;
    void finished(const Result<void> &result) override;

private:
    static std::size_t onHeader(char *data, std::size_t size, std::size_t count, void *self);
    static std::size_t onBody(char *data, std::size_t size, std::size_t count, void *self);
    void prepareConnection();
    [[nodiscard]] bool appendHeader(const QByteArray &line);

    HttpCall m_call;
    HttpDone m_done;
    HttpReply m_reply;
    curl_slist *m_headerList = nullptr;
    curl_slist *m_connectTo = nullptr;
    qsizetype m_headBytes = 0;
    bool m_tooLarge = false;
    bool m_isCut = false;
};

} // namespace unmta::outbound
