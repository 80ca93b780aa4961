// Mints links that can be told apart and remembers what each stands for.
#pragma once

#include "domain/TrackingLink.h"
#include "rewriter/LinkMinter.h"

#include <QByteArrayList>
#include <QHash>
#include <QList>

#include <optional>

namespace unmta::test {

class FakeMinter final : public rewriter::LinkMinter
{
public:
    [[nodiscard]] Result<QByteArray> mint(const rewriter::LinkRequest &request) override
    {
        if (!error.isEmpty())
            return Error(error);
        requests.append(request);
        const QByteArray host = "https://" + request.host;
        QByteArray token = QByteArray::number(requests.size());
        const qsizetype missing = length - host.size() - linkPath(LinkKind::Click, token).size();
        if (missing > 0)
            token.append(missing, 'x');
        const QByteArray url = host + linkPath(request.kind, token);
        byUrl.insert(url, request.payload);
        return url;
    }
    [[nodiscard]] QByteArray hostInForce(const QByteArray &wanted) const override
    {
        return wanted == "links.example.com" ? wanted : QByteArray("track.example.com");
    }
    [[nodiscard]] QByteArray secureHost(const QByteArray &host) const override
    {
        return insecure.contains(host) ? fallback : host;
    }
    [[nodiscard]] std::optional<LinkPayload> opened(const QByteArray &host, QByteArrayView path) const override
    {
        const auto found = byUrl.constFind("https://" + host + path.toByteArray());
        return found == byUrl.cend() ? std::nullopt : std::optional(*found);
    }
    [[nodiscard]] bool serves(const QByteArray &host) const override
    {
        return host == "track.example.com" || host == "links.example.com" || host.endsWith(".zone.example");
    }

    QByteArrayList insecure; // hosts without a certificate
    QByteArray fallback;     // for https destinations then
    qsizetype length = 0;    // of the shortest URL
    QString error;
    QList<rewriter::LinkRequest> requests;
    QHash<QByteArray, LinkPayload> byUrl;
};

} // namespace unmta::test
