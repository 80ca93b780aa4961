#include "outbound/HttpTransfer.h"

#include "base/Bytes.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace unmta::outbound {

namespace {

constexpr qsizetype maxHeadBytes = 64 * KiB;

QByteArray headerSafe(QByteArray text)
{
    text.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return text;
}

} // namespace

HttpTransfer::HttpTransfer(HttpCall call, HttpDone done)
    : m_call(std::move(call))
    , m_done(std::move(done))
{}

HttpTransfer::~HttpTransfer()
{
    curl_slist_free_all(m_headerList);
    curl_slist_free_all(m_connectTo);
}

Result<void> HttpTransfer::prepare()
{
    Result<void> common = prepareCommon(m_call.url, m_call.allowedProtocols, m_call.timeout,
                                        m_call.trustsSystemToo ? QString() : m_call.caFile, m_call.addresses);
    if (!common)
        return common;
    if (m_call.trustsSystemToo && !m_call.caFile.isEmpty())
        curl_easy_setopt(handle(), CURLOPT_CAINFO, m_call.caFile.toLocal8Bit().constData());
    prepareConnection();
    CURL *curl = handle();
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "unMTA-Tracking/" UNMTA_VERSION);
    if (m_call.method == "HEAD") {
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    } else if (m_call.method == "POST" || !m_call.body.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_POST, 1L);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, m_call.body.constData());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_call.body.size()));
    }
    if (m_call.method != "GET" && m_call.method != "HEAD" && m_call.method != "POST")
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, m_call.method.constData());
    if (m_call.aws) {
        const AwsSignature &aws = *m_call.aws;
        const QByteArray scheme = "aws:amz:" + headerSafe(aws.region) + ':' + aws.service;
        curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, scheme.constData());
        curl_easy_setopt(curl, CURLOPT_USERNAME, aws.accessKey.constData());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, aws.secretKey.constData());
        // What the signature covers instead of the body; libcurl takes it from here.
        const QByteArray digest = QCryptographicHash::hash(m_call.body, QCryptographicHash::Sha256).toHex();
        m_headerList = curl_slist_append(m_headerList, ("x-amz-content-sha256: " + digest).constData());
    }
    for (const auto &[name, value] : std::as_const(m_call.headers))
        m_headerList = curl_slist_append(m_headerList, (headerSafe(name) + ": " + headerSafe(value)).constData());
    // Waiting for "100 Continue" costs a second with servers that never send it.
    m_headerList = curl_slist_append(m_headerList, "Expect:");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, m_headerList);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &HttpTransfer::onHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &HttpTransfer::onBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    return {};
}

void HttpTransfer::prepareConnection()
{
    CURL *curl = handle();
    if (!m_call.connectTo.isEmpty()) {
        m_connectTo = curl_slist_append(nullptr, ("::" + m_call.connectTo.toLatin1()).constData());
        curl_easy_setopt(curl, CURLOPT_CONNECT_TO, m_connectTo);
        curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
        curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    }
    if (!m_call.verifyPeer) {
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
        // No session of this call helps one that verifies, and the other way round.
        curl_easy_setopt(curl, CURLOPT_SSL_SESSIONID_CACHE, 0L);
    }
}

std::size_t HttpTransfer::onHeader(char *data, std::size_t size, std::size_t count, void *self)
{
    const std::size_t length = size * count;
    auto *transfer = static_cast<HttpTransfer *>(self);
    return transfer->appendHeader(QByteArray(data, static_cast<qsizetype>(length))) ? length : 0;
}

bool HttpTransfer::appendHeader(const QByteArray &line)
{
    m_headBytes += line.size();
    if (m_headBytes > maxHeadBytes) {
        m_tooLarge = true;
        return false;
    }
    if (line.startsWith("HTTP/")) {
        // The head of an interim reply (1xx) may have come before.
        m_reply.headers.clear();
        return true;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon > 0)
        m_reply.headers.append({line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed()});
    return true;
}

std::size_t HttpTransfer::onBody(char *data, std::size_t size, std::size_t count, void *self)
{
    const std::size_t length = size * count;
    auto *transfer = static_cast<HttpTransfer *>(self);
    if (transfer->m_reply.body.size() + static_cast<qsizetype>(length) > transfer->m_call.maxResponseBytes) {
        if (transfer->m_call.isBodyCut) {
            const qsizetype rest = transfer->m_call.maxResponseBytes - transfer->m_reply.body.size();
            transfer->m_reply.body.append(data, rest);
            transfer->m_isCut = true;
        } else {
            transfer->m_tooLarge = true;
        }
        return 0;
    }
    transfer->m_reply.body.append(data, static_cast<qsizetype>(length));
    return length;
}

void HttpTransfer::finished(const Result<void> &result)
{
    const HttpDone done = std::exchange(m_done, {});
    if (m_tooLarge)
        return done(Error(u"outbound.too_large"_s));
    if (!result && !m_isCut)
        return done(result.error());
    long status = 0;
    curl_easy_getinfo(handle(), CURLINFO_RESPONSE_CODE, &status);
    m_reply.status = static_cast<int>(status);
    char *address = nullptr;
    if (curl_easy_getinfo(handle(), CURLINFO_PRIMARY_IP, &address) == CURLE_OK && address)
        m_reply.address = QString::fromLatin1(address);
    curl_off_t connected = 0;
    curl_off_t total = 0;
    curl_easy_getinfo(handle(), CURLINFO_PRETRANSFER_TIME_T, &connected);
    curl_easy_getinfo(handle(), CURLINFO_TOTAL_TIME_T, &total);
    m_reply.took = std::chrono::duration_cast<Millis>(std::chrono::microseconds(total - connected));
    done(std::move(m_reply));
}

} // namespace unmta::outbound
