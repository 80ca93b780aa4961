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
};

class Session
{
public:
    explicit Session(const Options &options)
        : m_options(options)
    {}

    [[nodiscard]] const Options &options() const { return m_options; }
    [[nodiscard]] bool json() const { return m_options.json; }

    // The reply's whole object ("data", "meta"); waits for it. Errors: those of ApiClient, and usage.wrong.
    [[nodiscard]] Result<QJsonObject> call(ApiRequest request);
    // The reply as it came, for what is not JSON.
    [[nodiscard]] Result<ApiResponse> raw(ApiRequest request);
    [[nodiscard]] Result<QJsonObject> get(const QStringList &segments, const QUrlQuery &query = {});
    [[nodiscard]] Result<QJsonObject> post(const QStringList &segments, const QJsonObject &body);
    // With a method and no body.
    [[nodiscard]] Result<QJsonObject> send(Method method, const QStringList &segments, const QUrlQuery &query = {});
    // All pages of a list, at most `limit` entries when that is not 0.
    [[nodiscard]] Result<QJsonArray> list(const QStringList &segments, QUrlQuery query = {}, int limit = 0);

    // The cluster to work on: --cluster by id or name, else the only one there is.
    [[nodiscard]] Result<wire::Cluster> cluster();
    [[nodiscard]] Result<wire::Cluster> cluster(const QString &idOrName);
    // "clusters", the cluster's id, then the rest.
    [[nodiscard]] Result<QStringList> inCluster(const QStringList &rest);

private:
    [[nodiscard]] Result<void> connect();
    // Runs the event loop until the reply is there.
    template <typename T, typename Ask>
    [[nodiscard]] Result<T> await(Ask ask);

    Options m_options;
    QObject m_context;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<ApiClient> m_client;
};

// A query item, encoded whole: "+" and "&" stay what they are.
void addQuery(QUrlQuery &query, const QString &key, const QString &value);

// Asks before something that cannot be undone: true once the person has typed `word`. Where nobody can be asked it is
// usage.wrong, with the advice to give --yes.
[[nodiscard]] Result<void> confirm(const QString &question, const QString &word, bool yes);

} // namespace unmta::ctl
