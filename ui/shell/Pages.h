// The pages of one engine, one of them in front. They are made together and know nothing of each other.
#pragma once

#include "shell/Place.h"
#include "shell/UiOptions.h"
#include "support/Theme.h"

#include <QHash>
#include <QStackedWidget>

namespace unmta::ui {

class ClusterPage;
class DomainListPage;
class DomainPage;
class EventsPage;
class MonitorWatch;
class NotificationsPage;
class OverviewPage;
class ReadinessWatch;
class RewritingPage;
class SandboxPanel;
class Session;
class SettingsPage;
class SetupPage;
class Pages final : public QStackedWidget
{
    Q_OBJECT

public:
    // All of these outlive the pages. `ownsEngine`: this console has started it.
    Pages(Session &session, MonitorWatch &monitor, ReadinessWatch &readiness, const UiOptions &options, Scheme scheme,
          bool ownsEngine);

    [[nodiscard]] QWidget *at(Place place) const { return m_places.value(int(place)); }
    [[nodiscard]] bool isInFront(const QWidget *page) const { return currentWidget() == page; }
    // Of the page in front; that of a domain belongs to the domains.
    [[nodiscard]] Place place() const;
    // What the documentation has to say about it.
    [[nodiscard]] QString topic() const;

    SetupPage *const setup;
    OverviewPage *const overview;
    DomainListPage *const list;
    DomainPage *const domain;
    EventsPage *const events;
    ClusterPage *const cluster;
    NotificationsPage *const notifications;
    RewritingPage *const rewriting;
    SandboxPanel *const sandbox;
    SettingsPage *const settings;

Q_SIGNALS:
    // The copy in this directory is to become the store of the engine inside.
    void restoreRequested(const QString &copy);

private:
    // What the window remembers of them.
    void keepChoices(const UiOptions &options);

    QHash<int, QWidget *> m_places;
};

} // namespace unmta::ui
