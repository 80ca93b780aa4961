// The calls of ApiClient about rewriting and about tracked links.
#include "contract/ApiClient.h"
#include "contract/json/JsonCodec.h"

#include <QUrl>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
Reply<QJsonObject> decodingRewrite(Reply<T> done)
{
    return [done = std::move(done)](const Result<QJsonObject> &body) {
        if (!body)
            done(body.error());
        else
            done(wire::fromJson<T>(body->value(u"data"_s), wire::UnknownFields::Ignore));
    };
}

QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

} // namespace

void ApiClient::previewRewrite(const QString &cluster, const QByteArray &content, const QByteArray &contentType,
                               const QString &recipient, const QString &trackingHost, const QObject *context,
                               Reply<wire::RewritePreview> done)
{
    ApiRequest request;
    request.method = Method::Post;
    request.path = apiPath({u"clusters"_s, cluster, u"rewrite"_s});
    request.query.addQueryItem(u"preview"_s, u"1"_s);
    if (!recipient.isEmpty())
        request.query.addQueryItem(u"recipient"_s, encoded(recipient));
    if (!trackingHost.isEmpty())
        request.query.addQueryItem(u"tracking_host"_s, encoded(trackingHost));
    request.contentType = contentType;
    request.body = content;
    call(std::move(request), context, decodingRewrite(std::move(done)));
}

void ApiClient::rewriteRules(const QString &cluster, const QObject *context, Reply<wire::RewriteRules> done)
{
    ApiRequest request;
    request.path = apiPath({u"clusters"_s, cluster, u"rewrite-rules"_s});
    call(std::move(request), context, decodingRewrite(std::move(done)));
}

void ApiClient::updateRewriteRules(const QString &cluster, const wire::RewriteRules &rules, const QObject *context,
                                   Reply<wire::RewriteRules> done)
{
    call(jsonRequest(Method::Patch, apiPath({u"clusters"_s, cluster, u"rewrite-rules"_s}), wire::toJson(rules)),
         context, decodingRewrite(std::move(done)));
}

void ApiClient::inspectLink(const QString &url, const QObject *context, Reply<wire::Inspection> done)
{
    call(jsonRequest(Method::Post, apiPath({u"links"_s, u"inspect"_s}), wire::toJson(wire::InspectInput{url})), context,
         decodingRewrite(std::move(done)));
}

} // namespace unmta
