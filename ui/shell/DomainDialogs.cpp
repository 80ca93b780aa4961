#include "shell/DomainDialogs.h"

#include "domain/AppLinksDialog.h"
#include "domain/DeleteDomainDialog.h"
#include "domain/HandOverDialog.h"
#include "domains/AddDomainDialog.h"
#include "domains/AddManyDialog.h"
#include "domains/DeleteDomainsDialog.h"
#include "session/Session.h"

namespace unmta::ui {

DomainDialogs::DomainDialogs(Session &session, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{}

bool DomainDialogs::mayAdd() const
{
    return !m_session.clusterId().isEmpty() && !m_session.isRefused();
}

void DomainDialogs::open(QDialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void DomainDialogs::add()
{
    if (!mayAdd() || m_window->findChild<AddDomainDialog *>())
        return;
    Q_EMIT adding();
    auto *dialog = new AddDomainDialog(m_session, m_window);
    connect(dialog, &AddDomainDialog::zoneWanted, this, &DomainDialogs::zoneWanted);
    connect(dialog, &AddDomainDialog::manyWanted, this, &DomainDialogs::addMany);
    connect(dialog, &AddDomainDialog::added, this,
            [this](const wire::TrackingDomain &domain) { Q_EMIT added(domain.name); });
    open(dialog);
}

void DomainDialogs::addMany()
{
    const auto &server = m_session.server();
    if (server && server->targetZone.isEmpty())
        return add(); // which says what comes first
    if (!mayAdd() || m_window->findChild<AddManyDialog *>())
        return;
    Q_EMIT adding();
    open(new AddManyDialog(m_session, m_window));
}

void DomainDialogs::remove(const QList<wire::TrackingDomain> &domains)
{
    if (domains.isEmpty())
        return;
    if (domains.size() == 1)
        open(new DeleteDomainDialog(m_session, domains.first(), m_window));
    else
        open(new DeleteDomainsDialog(m_session, domains, m_window));
}

void DomainDialogs::handOver(const QList<wire::TrackingDomain> &domains)
{
    open(new HandOverDialog(domains, m_window));
}

void DomainDialogs::openAppLinks(const wire::TrackingDomain &domain)
{
    open(new AppLinksDialog(m_session, domain, m_window));
}

} // namespace unmta::ui
