#include "service/shipping/S3Store.h"

#include "base/Bytes.h"
#include "base/Log.h"
#include "service/settings/SettingsService.h"

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// Time for a slow line: what is promised to nobody else is given up after this.
Millis timeoutFor(qsizetype bytes)
{
    constexpr qsizetype slowest = 32 * KiB; // a second
    constexpr Millis most = std::chrono::minutes(15);
    return std::min<Millis>(most, std::chrono::seconds(30 + bytes / slowest));
}

Result<outbound::AddressPolicy> addressesFor(const ShippingTarget &target, const QStringList &allowed)
{
    // Who did what must not cross a network that anybody may listen to.
    return target.endpoint.startsWith("http:"_L1) ? outbound::AddressPolicy::only(allowed)
                                                  : outbound::AddressPolicy::publicOnly(allowed);
}

// The text of an element, fit for a sentence.
QString element(const QByteArray &xml, const QByteArray &name)
{
    const qsizetype begin = xml.indexOf('<' + name + '>');
    const qsizetype end = xml.indexOf("</" + name + '>', begin);
    if (begin < 0 || end < 0)
        return {};
    const qsizetype from = begin + name.size() + 2;
    return logSafe(QString::fromUtf8(xml.sliced(from, end - from)), 100);
}

Error withSeconds(Error error, const outbound::HttpReply &reply)
{
    const QByteArray after = reply.header("retry-after");
    if (after.toInt() > 0)
        error.context.insert(u"seconds"_s, QString::number(after.toInt()));
    return error;
}

} // namespace

Result<void> s3Outcome(const outbound::HttpReply &reply, const ShippingTarget &target)
{
    if (reply.status >= 200 && reply.status < 300)
        return {};
    const QString code = element(reply.body, "Code");
    const QMap<QString, QString> said{{u"status"_s, QString::number(reply.status)},
                                      {u"code"_s, code.isEmpty() ? u"HTTP %1"_s.arg(reply.status) : code}};
    const QString detail = element(reply.body, "Message");
    if (reply.status == 429 || reply.status >= 500)
        return withSeconds(Error(u"shipping.unavailable"_s, {}, said, detail), reply);
    if (code == u"RequestTimeTooSkewed"_s)
        return Error(u"shipping.clock"_s, {}, said, detail);
    QString region = QString::fromLatin1(reply.header("x-amz-bucket-region"));
    if (region.isEmpty())
        region = element(reply.body, "Region");
    if (reply.status / 100 == 3 || code == u"AuthorizationHeaderMalformed"_s || code == u"InvalidRegion"_s) {
        QMap<QString, QString> context = said;
        context.insert(u"region"_s, region.isEmpty() ? u"another one"_s : region);
        return Error(u"shipping.wrong_region"_s, u"region"_s, context, detail);
    }
    if (reply.status == 404)
        return Error(u"shipping.no_bucket"_s, u"bucket"_s, {{u"bucket"_s, target.bucket}}, detail);
    if (reply.status == 401 || reply.status == 403)
        return Error(u"shipping.denied"_s, u"access_key"_s, said, detail);
    return Error(u"shipping.refused"_s, {}, said, detail);
}

void S3Store::put(const ShippingTarget &target, const QString &name, const QByteArray &content, Done done)
{
    const auto addresses = addressesFor(target, m_settings.current().list("outbound.allow"));
    if (!addresses)
        return done(addresses.error());
    outbound::HttpCall call;
    call.method = "PUT";
    call.url = u"%1/%2/%3"_s.arg(target.endpoint, target.bucket, name);
    call.headers = {{"Content-Type", name.endsWith(".json"_L1) ? "application/json" : "application/octet-stream"}};
    call.body = content;
    call.timeout = timeoutFor(content.size());
    call.maxResponseBytes = 64 * KiB;
    call.allowedProtocols = {u"https"_s, u"http"_s};
    call.addresses = *addresses;
    call.caFile = m_settings.current().text("outbound.ca_file");
    call.trustsSystemToo = true;
    call.aws = outbound::AwsSignature{"s3", target.region.toLatin1(), target.accessKey.toLatin1(),
                                      target.secretKey.toLatin1()};
    m_worker.send(std::move(call),
                  m_gate->wrap([this, target, done = std::move(done)](const Result<outbound::HttpReply> &reply) {
                      const Result<void> outcome = reply ? s3Outcome(*reply, target) : Result<void>(reply.error());
                      QMetaObject::invokeMethod(
                          this, [done, outcome] { done(outcome); }, Qt::QueuedConnection);
                  }));
}

} // namespace unmta
