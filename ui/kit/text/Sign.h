// A picture beside text, in the colours that are in force when it is painted.
#pragma once

#include "support/Icons.h"
#include "support/Palette.h"

#include <QLabel>

namespace unmta::ui {

class Sign final : public QLabel
{
public:
    // `size` is the one beside a font of 13 px.
    explicit Sign(int size, QWidget *parent = nullptr);

    void showIcon(const QString &name, Ink ink);
    // How grave the text beside it is: each level has a picture of its own, and a word for those who hear it.
    void showLevel(Tone tone);
    [[nodiscard]] const QString &iconName() const { return m_name; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_size;
    QString m_name;
    QIcon m_icon;
};

} // namespace unmta::ui
