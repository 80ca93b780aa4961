// "Send yourself a test": a link and a pixel as they would stand in a message, and what comes of them, as it comes.
#pragma once

#include "base/Error.h"
#include "contract/wire/Event.h"
#include "contract/wire/TrackingDomain.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace unmta::ui {

class Badge;
class Session;

class TestLinks final : public QWidget
{
    Q_OBJECT

public:
    explicit TestLinks(Session &session, QWidget *parent = nullptr);
    void show(const wire::TrackingDomain &domain);

private:
    // Of the two kinds.
    struct Row
    {
        QWidget *area = nullptr;
        QVBoxLayout *address = nullptr; // where the link is shown
        Badge *badge = nullptr;
        QLabel *words = nullptr;
        QString url;
    };

    Row makeRow(const QString &name, const QString &title);
    [[nodiscard]] Row &rowOf(wire::EventType type) { return type == wire::EventType::Open ? m_open : m_click; }
    void make();
    void mint(wire::EventType type);
    void take(wire::EventType type, const QString &url);
    void refuse(const Error &error);
    void clear();
    void look();
    void light(wire::EventType type, const QList<wire::Event> &events);
    void setSnippet();

    Session &m_session;
    wire::TrackingDomain m_domain;
    QString m_messageId; // of the present test; empty: there is none
    QLineEdit *m_recipient;
    QPushButton *m_make;
    Row m_click;
    Row m_open;
    QVBoxLayout *m_snippet;
    QWidget *m_snippetArea;
    QLabel *m_problem;
};

} // namespace unmta::ui
