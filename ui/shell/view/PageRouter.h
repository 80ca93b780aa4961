// Which page is in front, and the ways from one to another. Whoever leaves changes of the settings behind is asked
// first.
#pragma once

#include "shell/Place.h"

#include <QObject>

#include <functional>

class QWidget;

namespace unmta::ui {

class Pages;
class Session;
class Sidebar;

class PageRouter final : public QObject
{
    Q_OBJECT

public:
    // Questions lie over `window`.
    PageRouter(Session &session, Pages &pages, Sidebar &sidebar, QWidget &window, QObject *parent);

    void showDomains();
    void showDomain(const QString &name);
    // Of any cluster, which becomes the chosen one.
    void showDomainOf(const QString &clusterId, const QString &name);
    void showPlace(Place place);
    // Where the target zone is chosen.
    void showZone();
    // The setup, at the worst of what has failed.
    void showWorst();
    void showSetting(const QString &name, const QString &value);
    void goBack();
    // What one looks for, looks at anew or deletes on the page in front; false: it has nothing like that.
    void find();
    [[nodiscard]] bool refresh();
    [[nodiscard]] bool deleteChosen();

    // The settings have changes that were not saved, and somebody is asked about them; `go` follows when it may.
    [[nodiscard]] bool asksFirst(const std::function<void()> &go);
    // Whether somebody, or what is to be set up, has chosen a page since the start; from then on it has been.
    [[nodiscard]] bool wasChosen() const { return m_wasChosen; }
    void setChosen() { m_wasChosen = true; }

private:
    void setPage(Place place, QWidget *page);

    Session &m_session;
    Pages &m_pages;
    Sidebar &m_sidebar;
    QWidget &m_window;
    bool m_wasChosen = false;
};

} // namespace unmta::ui
