// One run of the command line: what the options say, the way to the engine, and questions to the person.
#pragma once

#include "contract/ApiClient.h"
#include "ctl/CommandLine.h"

#include <QObject>

namespace unmta::ctl {

struct Options
{
    QString engine; // URL; empty: the local socket
    QString tokenFile;
    QString caFile;
    QString dataDir;
    QString cluster; // id or name; empty: the only one
    bool json = false;
    QString format; // of lists: table, json, ndjson, csv; empty: table
};

// transport.malformed: an engine that says what it must not.
[[nodiscard]] Error malformed(const Error &why);

// What an operation answered: JSON as it came, for --json, which stands for a `T`.
template <typename T>
struct Answer
{
    Result<QJsonObject> body; // "data", "meta"

    // Errors: transport.malformed beside those of the call.
    [[nodiscard]] Result<T> value() const
    {
        if (!body)
            return body.error();
        auto decoded = ResponseCodec<T>::decode(*body);
        return decoded ? std::move(decoded) : Result<T>(malformed(decoded.error()));
    }
};

// The entries of a list, each of which stands for a `T`.
template <typename T>
struct Items
{
    Result<QJsonArray> entries;

    [[nodiscard]] Result<QList<T>> values() const
    {
        if (!entries)
            return entries.error();
        auto decoded = ResponseCodec<QList<T>>::decode({{QStringLiteral("data"), *entries}});
        return decoded ? std::move(decoded) : Result<QList<T>>(malformed(decoded.error()));
    }
};

class Session
{
public:
    explicit Session(const Options &options)
        : m_options(options)
    {}

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] bool json() const { return m_options.json || m_options.format == QLatin1String("json"); }
    // Of what comes in rows: "table", "json", "ndjson" or "csv".
    [[nodiscard]] QString format() const
    {
        if (json())
            return QStringLiteral("json");
        return m_options.format.isEmpty() ? QStringLiteral("table") : m_options.format;
    }

    // Any operation; waits for the answer. `path` has the values for the braces of its pattern. Errors: those of
    // ApiClient, and usage.wrong.
    template <typename Response>
    [[nodiscard]] Answer<Response> call(const Operation<void, Response> &operation, const QStringList &path = {})
    {
        return {send(plainRequest(operation, path))};
    }
    template <typename Request, typename Response>
    [[nodiscard]] Answer<Response> call(const Operation<Request, Response> &operation, const QStringList &path,
                                        const std::type_identity_t<Request> &request)
    {
        return {send(requestOf(operation, path, request))};
    }
    // How long ago ("24h": a day before the engine's present, which the sandbox moves) becomes a time; everything else
    // stays as it is, for the engine to judge. Errors: those of the way to the engine.
    [[nodiscard]] Result<QString> timeOf(const QString &text);
    // Lets some time go by.
    void pause(int ms);
    // A request that the caller has made and altered; the reply's whole object ("data", "meta").
    [[nodiscard]] Result<QJsonObject> send(ApiRequest request);
    // All pages of a list, at most `limit` entries when that is not 0.
    template <typename Request, typename Response>
    [[nodiscard]] Items<typename ResponseCodec<Response>::Item> list(const Operation<Request, Response> &operation,
                                                                     const QStringList &path = {},
                                                                     const QueryItems &query = {}, int limit = 0)
    {
        return {pages(operation, path, query, limit)};
    }

    // The cluster to work on: --cluster by id or name, else the only one there is.
    [[nodiscard]] Result<wire::Cluster> cluster();
    [[nodiscard]] Result<wire::Cluster> cluster(const QString &idOrName);
    // What stands for the braces in the path of an operation on something of a cluster: its id, then the rest.
    [[nodiscard]] Result<QStringList> inCluster(const QStringList &rest = {});

private:
    [[nodiscard]] Result<void> connect();
    [[nodiscard]] Result<QJsonArray> pages(const Route &operation, const QStringList &path, const QueryItems &query,
                                           int limit);

    Options m_options;
    QObject m_context;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<ApiClient> m_client;
};

// Standard input is a terminal.
[[nodiscard]] bool isPersonThere();

// Asks before something that cannot be undone: true once the person has typed `word`. Where nobody can be asked it is
// usage.wrong, with the advice to give --yes.
[[nodiscard]] Result<void> confirm(const QString &question, const QString &word, bool yes);

} // namespace unmta::ctl
