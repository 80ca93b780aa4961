// How to publish the record, provider by provider, with the owner's own names filled in.
#pragma once

#include "contract/wire/Wire.h"

#include <QFrame>

class QPushButton;
class QTabBar;

namespace unmta::ui {

class GuideText;
class MenuButton;

class ProviderTabs final : public QFrame
{
    Q_OBJECT

public:
    explicit ProviderTabs(QWidget *parent = nullptr);
    // `detected` is the provider that the zone's name servers belong to, or empty; its tab is chosen until the user
    // chooses another, from the tabs or from the menu of all providers.
    void show(const wire::Record &record, const QString &detected);

Q_SIGNALS:
    void handOverRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void choose(const QString &provider);
    void setTabs(const QStringList &providers);
    void fitTabs();
    void showProvider(int index);

    QTabBar *m_tabs;
    MenuButton *m_more;
    QPushButton *m_handOver;
    GuideText *m_steps;
    QFrame *m_notice;
    GuideText *m_warning;
    GuideText *m_rest;
    wire::Record m_record;
    QString m_detected;
    QStringList m_shown; // the provider of each tab
    bool m_chosen = false;
};

} // namespace unmta::ui
