// What is missing until a recipient can be tracked, as steps: the first page of a real installation.
#pragma once

#include "contract/wire/Server.h"
#include "kit/PageFrame.h"

#include <QHash>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace unmta::ui {

class Banner;
class ReadinessWatch;
class Session;
class StateView;
class StepRow;
class ZoneForm;

class SetupPage final : public PageFrame
{
    Q_OBJECT

public:
    // `ownsEngine`: the console has started an engine of its own. `offerSandbox`: to whom has nothing that works yet.
    SetupPage(Session &session, ReadinessWatch &watch, bool ownsEngine, bool offerSandbox, QWidget *parent = nullptr);

    void checkAgain();
    // Where the target zone is asked for, or told.
    void focusZone();
    // The worst of what has failed.
    void showWorst();
    void timePassed();
    // To whom may only read; where the window can be given another token.
    void offerToken();

Q_SIGNALS:
    void tokenRequested();
    void addDomainRequested();
    void domainRequested(const QString &name);
    // `value`: what the step wants it to be, where that is certain.
    void settingRequested(const QString &name, const QString &value);
    void sandboxRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Action
    {
        QString text; // empty: none
        QString inFull;
        std::function<void()> run;
        bool changes = false; // something, at once
    };
    [[nodiscard]] QWidget *makeBody();
    void refresh();
    void showProgress();
    void showNotes();
    void showSandbox();
    void showSteps();
    void makeSteps();
    [[nodiscard]] Action actionFor(const wire::ReadinessCheck &check);
    [[nodiscard]] QString meaningOf(const wire::ReadinessCheck &check) const;
    [[nodiscard]] QString lockedWhy() const;
    [[nodiscard]] bool hasUsualPorts() const;

    Session &m_session;
    ReadinessWatch &m_watch;
    bool m_ownsEngine;
    bool m_offerSandbox;
    bool m_offerToken = false;
    QLabel *m_checked;
    QPushButton *m_check;
    QLabel *m_progress;
    QProgressBar *m_bar;
    QWidget *m_busy;
    Banner *m_note;
    Banner *m_problem;
    Banner *m_sandbox;
    QVBoxLayout *m_steps;
    QHash<QString, StepRow *> m_rows;
    QStringList m_order;
    ZoneForm *m_zone = nullptr; // in the row of the target zone
    QScrollArea *m_area;
    StateView *m_view;
};

} // namespace unmta::ui
