// A thin bar that moves while something is under way whose length nobody knows.
#pragma once

#include <QVariantAnimation>
#include <QWidget>

namespace unmta::ui {

class BusyBar final : public QWidget
{
    Q_OBJECT

public:
    explicit BusyBar(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QVariantAnimation m_animation;
};

} // namespace unmta::ui
