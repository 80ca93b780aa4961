// Across the other pages while a check of the installation has failed: the worst one, how many more, and the way there.
#pragma once

#include <QWidget>

namespace unmta::ui {

class Banner;
class ReadinessWatch;
class Session;

class ReadinessBanner final : public QWidget
{
    Q_OBJECT

public:
    ReadinessBanner(Session &session, ReadinessWatch &watch, QWidget *parent = nullptr);
    // The page that shows all of it needs no banner.
    void setOnSetupPage(bool isThere);

Q_SIGNALS:
    void showRequested();

private:
    void refresh();

    Session &m_session;
    ReadinessWatch &m_watch;
    Banner *m_banner;
    bool m_onSetupPage = false;
};

} // namespace unmta::ui
