// The top of a domain's page: the way back, the name, what it is, and what can be done with it.
#pragma once

#include "contract/wire/Wire.h"
#include "support/Words.h"

#include <QWidget>

class QPushButton;

namespace unmta::ui {

class Badge;
class WholeText;
class MenuButton;

class DomainHeader final : public QWidget
{
    Q_OBJECT

public:
    explicit DomainHeader(QWidget *parent = nullptr);
    void show(const wire::TrackingDomain &domain, const Obstacles &obstacles);
    // Only the name is known yet.
    void showName(const QString &name);
    void setVerifying(bool verifying);

Q_SIGNALS:
    void backRequested();
    void verifyRequested();
    void defaultToggled();
    void appLinksRequested();
    void deleteRequested();

private:
    void makeMenu();
    void setTitle(const QString &name, const QString &wireName);

    QPushButton *m_back;
    WholeText *m_title;
    Badge *m_status;
    Badge *m_default;
    QPushButton *m_verify;
    QPushButton *m_setDefault;
    MenuButton *m_menu;
};

} // namespace unmta::ui
