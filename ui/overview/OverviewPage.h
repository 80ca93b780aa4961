// A cluster at a glance: what needs somebody, opens and clicks, what is clicked most, certificates, and the engine.
#pragma once

#include "charts/Activity.h"
#include "events/EventQuery.h"
#include "kit/PageFrame.h"

#include <QTimer>

class QGridLayout;

namespace unmta::ui {

class ActivityCard;
class AttentionCard;
class CertificatesCard;
class EngineCard;
class Session;
class StateView;
class TopCard;

class OverviewPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit OverviewPage(Session &session, QWidget *parent = nullptr);
    // Relative times have grown old.
    void timePassed();

Q_SIGNALS:
    void domainRequested(const QString &name);
    void listRequested();
    // What lies behind a figure.
    void eventsRequested(const unmta::ui::EventQuery &query);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    void loadAll();
    void loadActivity();
    void loadHosts();
    void loadLinks();
    void showDomains();
    void takeLinks(const wire::TopLinks &top);
    // The events of what a row is about, in the period that is shown.
    [[nodiscard]] EventQuery behind(EventQuery::Field field, const QString &text, const QString &kind) const;
    // Whether the answer is still to the question of now.
    [[nodiscard]] bool isStill(const QString &cluster, const Period &period) const;

    Session &m_session;
    QWidget *m_body;
    QGridLayout *m_grid;
    AttentionCard *m_attention;
    ActivityCard *m_activity;
    EngineCard *m_engine;
    TopCard *m_links;
    TopCard *m_hosts;
    CertificatesCard *m_certificates;
    QWidget *m_side; // of the chart and the links, or between them
    StateView *m_view;
    QTimer m_collect; // many changes within a moment are one question
    bool m_isWide = false;
    bool m_isOld = true; // there is news since the last question
};

} // namespace unmta::ui
