// The guided tour: what to do next, where that is, and the way out. It looks on and moves on by itself; whoever knows
// the way need not press anything here.
#pragma once

#include "sandbox/tour/TourStory.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace unmta::ui {

class Session;

class SandboxTour final : public QFrame
{
    Q_OBJECT

public:
    explicit SandboxTour(Session &session, QWidget *parent = nullptr);

    // From the first step, with the domain that is added next, or the newest there is.
    void begin();
    void leave();
    [[nodiscard]] bool isUnderWay() const { return m_isUnderWay; }

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void addRequested();
    void domainRequested(const QString &name);
    // A part of the sandbox's page.
    void partRequested(unmta::ui::TourPlace place);
    void left();

private:
    void look();
    void lookAtRecords();
    void showStep();
    void showRoom();
    void takeThere();

    Session &m_session;
    TourStory m_story;
    QString m_name; // of the domain that it is about; empty: none yet
    bool m_isUnderWay = false;
    std::optional<bool> m_isPublished;
    bool m_hasEvents = false;
    QLabel *m_count;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_there;
    QPushButton *m_leave;
};

} // namespace unmta::ui
