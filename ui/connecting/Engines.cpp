#include "connecting/Engines.h"

#include "connecting/Contact.h"

#include <QPointer>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

const QString homeId = u"home"_s;
const QString onceId = u"once"_s;

} // namespace

Engines::Engines(QSettings *settings, std::unique_ptr<Keychain> keychain, const QString &tokenDirectory)
    : m_list(settings)
    , m_vault(std::move(keychain), tokenDirectory)
{}

Engines::~Engines() = default;

void Engines::setHome(Transport &transport, const QString &name)
{
    m_home = &transport;
    m_homeName = name;
    ++m_choice;
    show(m_home);
}

Result<void> Engines::showOnce(const Connection &connection, const QString &token)
{
    auto transport = transportTo(connection, token);
    if (!transport)
        return transport.error();
    use(connection, token);
    return {};
}

QList<Engines::Entry> Engines::all() const
{
    QList<Entry> entries;
    if (m_home)
        entries.append({homeId, m_homeName, {}, isHome()});
    for (const Connection &each : m_list.all())
        entries.append({each.id, each.name, placeOf(each), !isHome() && each.id == m_current.id});
    if (m_remote && !isHome() && !isKept())
        entries.append({onceId, m_current.name, placeOf(m_current), true});
    return entries;
}

void Engines::choose(const QString &id, QWidget *parent)
{
    const int choice = ++m_choice;
    if (id == homeId && m_home)
        return show(m_home);
    const auto connection = m_list.find(id);
    if (!connection)
        return;
    m_vault.read(id,
                 [this, choice, connection = *connection, parent = QPointer<QWidget>(parent)](const QString &token) {
                     if (choice != m_choice)
                         return;
                     if (token.isEmpty())
                         ask(ConnectionDialog::Purpose::Token, connection, {}, parent);
                     else
                         use(connection, token);
                 });
}

void Engines::add(QWidget *parent, const QUrl &url)
{
    Connection connection;
    connection.url = url;
    ask(ConnectionDialog::Purpose::New, connection, {}, parent);
}

void Engines::edit(QWidget *parent)
{
    if (isKept())
        ask(ConnectionDialog::Purpose::Edit, m_current, m_token, parent);
}

void Engines::enterToken(QWidget *parent)
{
    if (!isHome())
        ask(ConnectionDialog::Purpose::Token, m_current, {}, parent);
}

void Engines::examineCertificate(QWidget *parent)
{
    if (!isHome())
        ask(ConnectionDialog::Purpose::Certificate, m_current, m_token, parent);
}

void Engines::forget()
{
    if (!isKept())
        return;
    m_vault.forget(m_current.id);
    m_list.remove(m_current.id);
    m_current.id.clear();
    if (m_home)
        show(m_home);
    Q_EMIT listChanged();
}

void Engines::ask(ConnectionDialog::Purpose purpose, const Connection &connection, const QString &token,
                  QWidget *parent)
{
    auto *dialog = new ConnectionDialog(purpose, connection, token, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionDialog::connected, this,
            [this, dialog](const Connection &reached, const QString &used) { keep(dialog, reached, used); });
    connect(dialog, &QDialog::rejected, this, [this] {
        if (!hasShown())
            Q_EMIT givenUp();
    });
    dialog->open();
}

void Engines::keep(ConnectionDialog *dialog, Connection connection, const QString &token)
{
    const bool isOnce = hasShown() && !isHome() && !isKept() && connection.url == m_current.url &&
                        connection.id.isEmpty() && connection.name == m_current.name;
    const auto finish = [this, connection, token](const Connection &kept) {
        use(kept, token);
        Q_EMIT listChanged();
    };
    if (isOnce) {
        dialog->accept();
        return finish(connection);
    }
    connection = m_list.save(connection);
    m_vault.keep(connection.id, token,
                 [finish, connection, dialog = QPointer<ConnectionDialog>(dialog)](const Result<QString> &path) {
                     if (!dialog || (path && path->isEmpty())) {
                         if (dialog)
                             dialog->accept();
                         return finish(connection);
                     }
                     if (path)
                         dialog->tellKept(*path);
                     else
                         dialog->tellProblem(path.error());
                     QObject::connect(dialog, &QDialog::finished, dialog, [finish, connection] { finish(connection); });
                 });
}

void Engines::use(const Connection &connection, const QString &token)
{
    auto transport = transportTo(connection, token);
    if (!transport)
        return; // whoever got here has made one of the same before
    ++m_choice;
    if (m_remote)
        m_former.push_back(std::move(m_remote));
    m_remote = *std::move(transport);
    m_current = connection;
    m_token = token;
    show(m_remote.get());
}

void Engines::show(Transport *transport)
{
    if (std::exchange(m_shown, transport) != transport)
        Q_EMIT chosen();
}

void Engines::settle()
{
    m_former.clear();
    if (isHome() && m_remote)
        m_remote.reset();
}

} // namespace unmta::ui
