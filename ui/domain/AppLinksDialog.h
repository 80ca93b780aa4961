// The files by which apps open a domain's links: one for each platform, shown, checked by the engine, saved, removed.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Sheet.h"

#include <array>

class QJsonValue;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace unmta::ui {

class Session;

class AppLinksDialog final : public Sheet
{
    Q_OBJECT

public:
    AppLinksDialog(Session &session, wire::TrackingDomain domain, QWidget *parent = nullptr);

private:
    struct Platform
    {
        Platform(QString apiName, QString servedAt)
            : name(std::move(apiName))
            , path(std::move(servedAt))
        {}
        QString name; // as the API has it
        QString path; // below the domain
        QPlainTextEdit *text = nullptr;
        QString served; // what the engine serves, as it is shown; empty: nothing
        bool isKnown = false;
    };

    [[nodiscard]] QWidget *makeTab(Platform &platform, const QString &example);
    [[nodiscard]] Platform &chosen();
    [[nodiscard]] QStringList pathOf(const Platform &platform) const;
    void load(Platform &platform);
    void show(Platform &platform, const QJsonValue &file);
    void showState();
    void say(const QString &text, const QString &role);
    void save();
    void remove();

    Session &m_session;
    wire::TrackingDomain m_domain;
    std::array<Platform, 2> m_platforms;
    QTabWidget *m_tabs;
    QLabel *m_answer;
    QPushButton *m_close;
    QPushButton *m_remove;
    QPushButton *m_save;
};

} // namespace unmta::ui
