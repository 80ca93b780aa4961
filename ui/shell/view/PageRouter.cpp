#include "shell/view/PageRouter.h"

#include "domain/DomainPage.h"
#include "domains/DomainListPage.h"
#include "readiness/SetupPage.h"
#include "session/Session.h"
#include "settings/SettingsPage.h"
#include "settings/UnsavedDialog.h"
#include "shell/Pages.h"
#include "shell/Sidebar.h"

namespace unmta::ui {

PageRouter::PageRouter(Session &session, Pages &pages, Sidebar &sidebar, QWidget &window, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_pages(pages)
    , m_sidebar(sidebar)
    , m_window(window)
{}

bool PageRouter::asksFirst(const std::function<void()> &go)
{
    if (!m_pages.isInFront(m_pages.settings) || m_pages.settings->unsaved() == 0)
        return false;
    m_sidebar.setPlace(Place::Settings);
    if (m_window.findChild<UnsavedDialog *>())
        return true;
    auto *dialog = new UnsavedDialog(m_pages.settings->unsaved(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnsavedDialog::saveChosen, this, [this, go] { m_pages.settings->save(go); });
    connect(dialog, &UnsavedDialog::discardChosen, this, [this, go] {
        m_pages.settings->discard();
        go();
    });
    dialog->open();
    return true;
}

void PageRouter::setPage(Place place, QWidget *page)
{
    m_wasChosen = true;
    m_sidebar.setPlace(place);
    m_pages.setCurrentWidget(page);
}

void PageRouter::showDomains()
{
    if (asksFirst([this] { showDomains(); }))
        return;
    m_pages.domain->leave();
    setPage(Place::Domains, m_pages.list);
    m_pages.list->focusList();
}

void PageRouter::showDomain(const QString &name)
{
    if (asksFirst([this, name] { showDomain(name); }))
        return;
    m_pages.list->choose(name);
    setPage(Place::Domains, m_pages.domain);
    m_pages.domain->setFocus();
    m_pages.domain->open(name);
}

void PageRouter::showDomainOf(const QString &clusterId, const QString &name)
{
    m_session.chooseCluster(clusterId);
    showDomain(name);
}

void PageRouter::showPlace(Place place)
{
    if (place == Place::Domains)
        return showDomains();
    if (place != Place::Settings && asksFirst([this, place] { showPlace(place); }))
        return;
    m_pages.domain->leave();
    setPage(place, m_pages.at(place));
    m_pages.currentWidget()->setFocus();
}

void PageRouter::showZone()
{
    showPlace(Place::Setup);
    m_pages.setup->focusZone();
}

void PageRouter::showWorst()
{
    showPlace(Place::Setup);
    m_pages.setup->showWorst();
}

void PageRouter::showSetting(const QString &name, const QString &value)
{
    showPlace(Place::Settings);
    m_pages.settings->reveal(name, value);
}

void PageRouter::goBack()
{
    if (!m_pages.isInFront(m_pages.list))
        showDomains();
}

void PageRouter::find()
{
    if (auto *page = qobject_cast<PageFrame *>(m_pages.currentWidget()))
        page->focusFilter();
}

bool PageRouter::refresh()
{
    if (m_pages.isInFront(m_pages.domain))
        m_pages.domain->verify();
    else if (m_pages.isInFront(m_pages.setup) && m_session.isOnline())
        m_pages.setup->checkAgain();
    else
        return false;
    return true;
}

bool PageRouter::deleteChosen()
{
    if (m_pages.isInFront(m_pages.domain)) {
        m_pages.domain->requestDelete();
        return true;
    }
    if (auto *page = qobject_cast<PageFrame *>(m_pages.currentWidget()))
        page->requestDelete();
    return !m_pages.isInFront(m_pages.list);
}

} // namespace unmta::ui
