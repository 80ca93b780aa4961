// Lists come in pages; the cursor is opaque to callers.
#pragma once

#include <QList>
#include <QString>

namespace unmta {

template <typename T>
struct Page
{
    QList<T> items;
    QString next; // give it as `after` for the following page; empty: this was the last
};

// Limits are clamped to 1 … maxPageSize.
inline constexpr int maxPageSize = 1000;

} // namespace unmta
