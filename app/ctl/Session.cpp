#include "ctl/Session.h"

#include "base/Duration.h"
#include "common/DataDir.h"
#include "contract/HttpTransport.h"
#include "contract/LocalSocketTransport.h"
#include "ctl/Output.h"
#include "ctl/system/Terminal.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTimer>

#include <cstdio>
#include <iostream>

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 1000;

Result<QString> readToken(const QString &path)
{
    if (path.isEmpty())
        return usageError(u"Give --token-file (or UNMTA_TOKEN_FILE) with --engine."_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usageError(u"The token file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    const QString token = QString::fromUtf8(file.read(4096)).trimmed();
    static const QRegularExpression form(u"\\A[\\x21-\\x7e]+\\z"_s);
    if (!form.match(token).hasMatch())
        return usageError(u"The token file %1 does not hold a token."_s.arg(path));
    return token;
}

// A token for one purpose may work on its cluster and not list any: the id is all that is needed.
Result<wire::Cluster> unlistedCluster(const QString &id)
{
    static const QRegularExpression form(u"\\A[0-9a-f]{8}\\z"_s);
    if (!form.match(id).hasMatch())
        return usageError(u"This token may not list clusters. Name the cluster by its id: --cluster ID."_s);
    wire::Cluster cluster;
    cluster.id = id;
    cluster.name = id;
    return cluster;
}

QString namesOf(const QList<wire::Cluster> &clusters)
{
    QStringList names;
    for (const wire::Cluster &cluster : clusters)
        names << u"%1 (%2)"_s.arg(cluster.name, cluster.id);
    return names.join(u", "_s);
}

} // namespace

Error malformed(const Error &why)
{
    return Error(u"transport.malformed"_s, {}, {}, describe(why));
}

Result<void> Session::connect()
{
    if (m_client)
        return {};
    Options &o = m_options;
    if (!o.engine.isEmpty() && !o.dataDir.isEmpty())
        return usageError(u"Give either --engine or --data-dir, not both."_s);
    // What stands on the command line goes before the environment.
    if (o.engine.isEmpty() && o.dataDir.isEmpty()) {
        o.engine = qEnvironmentVariable("UNMTA_ENGINE");
        if (o.engine.isEmpty())
            o.dataDir = qEnvironmentVariable("UNMTA_DATA_DIR", defaultDataDir());
    }
    if (o.engine.isEmpty()) {
        m_transport = std::make_unique<LocalSocketTransport>(o.dataDir);
    } else {
        const auto token = readToken(o.tokenFile.isEmpty() ? qEnvironmentVariable("UNMTA_TOKEN_FILE") : o.tokenFile);
        if (!token)
            return token.error();
        auto transport = HttpTransport::create({QUrl(o.engine), *token, o.caFile});
        if (!transport)
            return transport.error();
        m_transport = *std::move(transport);
    }
    m_client = std::make_unique<ApiClient>(*m_transport);
    return {};
}

Result<QJsonObject> Session::send(ApiRequest request)
{
    if (auto connected = connect(); !connected)
        return connected.error();
    std::optional<Result<QJsonObject>> reply;
    m_client->object(std::move(request), &m_context, [&reply](Result<QJsonObject> answer) {
        reply = std::move(answer);
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    return reply ? *std::move(reply) : Result<QJsonObject>(Error(u"transport.unreachable"_s));
}

Result<QString> Session::timeOf(const QString &text)
{
    const auto ago = parseDuration(text);
    if (text.isEmpty() || !ago)
        return text;
    const auto server = call(api::getServer).value();
    if (!server)
        return server.error();
    return toIso8601(server->time - *ago);
}

void Session::pause(int ms)
{
    QTimer::singleShot(ms, &m_context, &QCoreApplication::quit);
    QCoreApplication::exec();
}

Result<QJsonArray> Session::pages(const Route &operation, const QStringList &path, const QueryItems &query, int limit)
{
    QJsonArray all;
    QueryItems items = query;
    auto cursor = std::find_if(items.begin(), items.end(), [](const auto &item) { return item.first == u"after"_s; });
    if (cursor == items.end())
        cursor = items.insert(cursor, {u"after"_s, {}});
    QString &after = cursor->second;
    const bool comesInPages = operation.queryNames().contains(u"limit"_s);
    while (true) {
        const int wanted = limit > 0 ? std::min(pageSize, limit - static_cast<int>(all.size())) : pageSize;
        const QueryItems size{{u"limit"_s, comesInPages ? QString::number(wanted) : QString()}};
        const auto page = send(plainRequest(operation, path, items + size));
        if (!page)
            return page.error();
        const QJsonArray entries = page->value(u"data"_s).toArray();
        for (const auto &entry : entries)
            all.append(entry);
        const QJsonObject meta = page->value(u"meta"_s).toObject();
        const QString next = meta.value(u"next"_s).toString();
        // A list that can grow (events) names a cursor even behind its last entry, and says whether that was the last.
        const bool last = next.isEmpty() || next == after || !meta.value(u"more"_s).toBool(!entries.isEmpty());
        if (last || (limit > 0 && all.size() >= limit))
            return all;
        after = next;
    }
}

Result<wire::Cluster> Session::cluster()
{
    return cluster(m_options.cluster);
}

Result<wire::Cluster> Session::cluster(const QString &idOrName)
{
    const auto listed = list(api::listClusters).values();
    if (!listed && listed.error().code == u"auth.forbidden"_s)
        return unlistedCluster(idOrName);
    if (!listed)
        return listed.error();
    const QList<wire::Cluster> &clusters = *listed;
    if (!idOrName.isEmpty()) {
        for (const auto member : {&wire::Cluster::id, &wire::Cluster::name}) {
            for (const wire::Cluster &cluster : clusters) {
                if (cluster.*member == idOrName)
                    return cluster;
            }
        }
        return Error(u"cluster.not_found"_s, {},
                     {{u"message"_s, u"There is no cluster %1. There are: %2."_s.arg(idOrName, namesOf(clusters))}});
    }
    if (clusters.isEmpty())
        return Error(u"cluster.none"_s, {},
                     {{u"message"_s, u"There is no cluster yet. Create one: unmta-ctl cluster create NAME."_s}});
    if (clusters.size() > 1)
        return usageError(u"There are several clusters; choose one with --cluster: %1."_s.arg(namesOf(clusters)));
    return clusters.first();
}

Result<QStringList> Session::inCluster(const QStringList &rest)
{
    const auto chosen = cluster();
    if (!chosen)
        return chosen.error();
    return QStringList{chosen->id} + rest;
}

Result<void> confirm(const QString &question, const QString &word, bool yes)
{
    if (yes)
        return {};
    const bool canAsk = isPersonThere();
    if (canAsk) {
        printNote(question);
        std::fputs(qPrintable(u"Type %1 to go on: "_s.arg(forTerminal(word))), stderr);
        std::fflush(stderr);
    }
    std::string line;
    if (!std::getline(std::cin, line) && !canAsk)
        return usageError(u"This cannot be undone, and nobody can be asked here. Give --yes if you mean it."_s);
    const QString answer = QString::fromStdString(line).trimmed();
    // A script that pipes an answer knows what it does; a person types the very word.
    const bool agreed = answer == word || (!canAsk && (answer == u"y"_s || answer == u"yes"_s));
    if (!agreed)
        return Error(u"usage.not_confirmed"_s, {}, {{u"message"_s, u"Nothing was changed."_s}});
    return {};
}

} // namespace unmta::ctl
