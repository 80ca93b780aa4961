// The engines that this console can show: the one of this computer, and those that are kept as connections. One of them
// is shown; who wants another one chooses it here, and the window follows. Lives in the GUI thread and outlives it.
#pragma once

#include "connecting/Connection.h"
#include "connecting/ConnectionDialog.h"
#include "connecting/TokenVault.h"
#include "contract/Transport.h"

#include <QObject>

#include <vector>

class QSettings;

namespace unmta {
class HttpTransport;
}

namespace unmta::ui {

class Engines final : public QObject
{
    Q_OBJECT

public:
    struct Entry
    {
        QString id;
        QString name;
        QString place; // empty: this computer
        bool isShown = false;
    };

    // Without `settings` nothing is kept. `keychain` may be null; then, and when it declines, tokens lie in files of
    // `tokenDirectory`.
    Engines(QSettings *settings, std::unique_ptr<Keychain> keychain, const QString &tokenDirectory);
    ~Engines() override;

    // This computer's own, which is shown from now on. `transport` outlives the engines.
    void setHome(Transport &transport, const QString &name);
    // One that is not kept. Errors: those of HttpTransport::create().
    [[nodiscard]] Result<void> showOnce(const Connection &connection, const QString &token);

    [[nodiscard]] QList<Entry> all() const;
    [[nodiscard]] bool hasShown() const { return m_shown != nullptr; }
    // What the window shows. Only when hasShown().
    [[nodiscard]] Transport &transport() const { return *m_shown; }
    [[nodiscard]] QString name() const { return isHome() ? m_homeName : m_current.name; }
    [[nodiscard]] bool isHome() const { return m_shown && m_shown == m_home; }
    [[nodiscard]] bool isKept() const { return !isHome() && !m_current.id.isEmpty(); }
    [[nodiscard]] std::optional<Connection> named(const QString &name) const { return m_list.named(name); }

    // `parent` is the window over which something may have to be asked.
    void choose(const QString &id, QWidget *parent);
    void add(QWidget *parent, const QUrl &url = {});
    // The one that is shown, which is elsewhere.
    void edit(QWidget *parent);
    void enterToken(QWidget *parent);
    void examineCertificate(QWidget *parent);
    // Shows this computer's own engine, or none.
    void forget();

    // The window has let go of what it showed before.
    void settle();

Q_SIGNALS:
    // transport() is another one than before; what was shown lives on until settle().
    void chosen();
    void listChanged();
    // Nothing was chosen where nothing is shown.
    void givenUp();

private:
    void use(const Connection &connection, const QString &token);
    void ask(ConnectionDialog::Purpose purpose, const Connection &connection, const QString &token, QWidget *parent);
    void keep(ConnectionDialog *dialog, Connection connection, const QString &token);
    void show(Transport *transport);

    ConnectionList m_list;
    TokenVault m_vault;
    Transport *m_home = nullptr;
    QString m_homeName;
    Connection m_current; // unless isHome()
    QString m_token;      // its token
    std::unique_ptr<HttpTransport> m_remote;
    std::vector<std::unique_ptr<HttpTransport>> m_former;
    Transport *m_shown = nullptr;
    int m_choice = 0; // the last one counts
};

} // namespace unmta::ui
