// Who did what, from where, and what it was before: filtered by the engine, followed as it happens, exported whole.
#pragma once

#include "audit/AuditLoader.h"
#include "kit/PageFrame.h"

class QComboBox;
class QGridLayout;
class QLineEdit;
class QPushButton;

namespace unmta::ui {

class AuditDetail;
class AuditModel;
class Banner;
class FitTable;
class StateView;

class AuditPage final : public PageFrame
{
    Q_OBJECT

public:
    explicit AuditPage(Session &session, QWidget *parent = nullptr);
    void focusFilter() override;

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] QWidget *makeFilter();
    void makeTable();
    void connectAll();
    void arrange();
    void search();
    void clearFilter();
    void showState();
    void choose(int row);
    void exportAll(const QString &suffix);

    Session &m_session;
    AuditLoader *m_loader;
    AuditModel *m_model = nullptr;
    QWidget *m_filter = nullptr;
    QGridLayout *m_filterGrid = nullptr;
    QComboBox *m_action;
    QLineEdit *m_actor;
    QLineEdit *m_subject;
    QComboBox *m_days;
    QPushButton *m_ofCluster;
    QPushButton *m_hold;
    Banner *m_banner;
    FitTable *m_table;
    AuditDetail *m_detail;
    StateView *m_view;
    bool m_isAsked = false; // the first time that it is looked at
    bool m_isExporting = false;
};

} // namespace unmta::ui
