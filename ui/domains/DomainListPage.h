// All tracking domains of the cluster.
#pragma once

#include "kit/PageFrame.h"

class QLineEdit;
class QPushButton;

namespace unmta::ui {

class DomainFilterModel;
class DomainListModel;
class FitTable;
class MonitorWatch;
class ReadinessWatch;
class Session;
class SparkLoader;
class StateView;

class DomainListPage final : public PageFrame
{
    Q_OBJECT

public:
    DomainListPage(Session &session, MonitorWatch &monitor, ReadinessWatch &readiness, bool offerSandbox,
                   QWidget *parent = nullptr);

    void focusFilter() override;
    // Back where the keyboard was.
    void focusList();
    // The chosen row's domain, or nothing.
    [[nodiscard]] QString chosenDomain() const;
    // "2 h ago" grows old.
    void timePassed();

Q_SIGNALS:
    void addRequested();
    void domainChosen(const QString &name);
    void sandboxRequested();

private:
    void connectDomains();
    void makeTable();
    void showState();
    void showSummary();
    void wantVisibleSparks();
    void clearFilter();

    Session &m_session;
    DomainListModel *m_model;
    SparkLoader *m_sparks;
    bool m_offerSandbox;
    DomainFilterModel *m_filtered;
    QLineEdit *m_filter;
    QPushButton *m_add;
    FitTable *m_table;
    QLabel *m_summary;
    StateView *m_view;
};

} // namespace unmta::ui
