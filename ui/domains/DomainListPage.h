// All tracking domains of the cluster.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/PageFrame.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class Banner;
class ColumnMenu;
class DomainFilterModel;
class DomainListModel;
class DomainMenu;
class FitTable;
class MonitorWatch;
class ReadinessWatch;
class SelectionBar;
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
    // Those that are chosen, in the order of the list; without a choice that of the row with the cursor.
    [[nodiscard]] QList<wire::TrackingDomain> chosenDomains() const;
    // The row of a domain that is opened becomes the chosen one, so that one comes back to it.
    void choose(const QString &name);
    // Columns that the user does not want to see.
    void hideColumns(const QStringList &ids);
    // "2 h ago" grows old.
    void timePassed();

Q_SIGNALS:
    void addRequested();
    void domainChosen(const QString &name);
    void sandboxRequested();
    void deleteRequested(const QList<unmta::wire::TrackingDomain> &domains);
    void handOverRequested(const QList<unmta::wire::TrackingDomain> &domains);
    void hiddenColumnsChanged(const QStringList &ids);

private:
    void connectDomains();
    void connectSelection();
    void showSelection();
    void verifyChosen();
    void exportChosen();
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
    ColumnMenu *m_columns = nullptr;
    DomainMenu *m_menu = nullptr;
    Banner *m_banner;
    SelectionBar *m_selection;
    QLabel *m_summary;
    StateView *m_view;
    QTimer m_look; // many rows may come and go before anybody sees which are shown
};

} // namespace unmta::ui
