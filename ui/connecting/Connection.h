// An engine elsewhere, and how it is reached. The token is no part of it: that one is kept where secrets are
// (TokenVault).
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

class QSettings;

namespace unmta::ui {

struct Connection
{
    QString id; // of this computer; empty: not kept
    QString name;
    QUrl url;
    QByteArray pin; // PEM of the certificate that was trusted; empty: whom this computer trusts
    QString caFile; // by --ca-file; not kept

    bool operator==(const Connection &) const = default;
};

// "engine.example.com:8089"
[[nodiscard]] QString placeOf(const Connection &connection);
// What was typed, as the address of an engine: the scheme and the API's usual port may be left out.
[[nodiscard]] QUrl engineUrl(const QString &typed);

// Those that are kept, in the program's own settings.
class ConnectionList
{
public:
    // Null: nothing is kept from one start to the next.
    explicit ConnectionList(QSettings *settings);

    // By name.
    [[nodiscard]] const QList<Connection> &all() const { return m_all; }
    [[nodiscard]] std::optional<Connection> find(const QString &id) const;
    [[nodiscard]] std::optional<Connection> named(const QString &name) const;
    // A new one gets its id.
    Connection save(Connection connection);
    void remove(const QString &id);

private:
    void sort();

    QSettings *m_settings;
    QList<Connection> m_all;
};

} // namespace unmta::ui
