// JSON as the command line writes it.
#pragma once
#include <nlohmann/json.hpp>

#include <cmath>
#include <span>
#include <string>

#include "core/sparse_matrix.h"

namespace terminal {

using Json = nlohmann::ordered_json;

// JSON has no word for these.
inline Json real(double x) {
    if (std::isnan(x)) return "NaN";
    if (std::isinf(x)) return x > 0 ? "Infinity" : "-Infinity";
    return x;
}

template <class T>
Json entry(T x) {
    if constexpr (std::is_floating_point_v<T>)
        return real(x);
    else
        return x;
}

template <class Numbers>
Json list(const Numbers& numbers) {
    Json array = Json::array();
    for (const auto& x : numbers) array.push_back(entry(x));
    return array;
}

// Up to 64 classes: rows of numbers. Above: {"shape": [k, k], "coo": [[row, column, value], ...]} without zeros.
template <class T>
Json matrix(const core::SparseMatrix<T>& from) {
    constexpr std::int32_t most_dense = 64;
    Json rows = Json::array();
    for (std::int32_t row = 0; row < from.classes; ++row) {
        const auto columns = from.columns_of(row);
        const auto values = from.values_of(row);
        if (from.classes <= most_dense) {
            Json dense = Json::array();
            for (std::int32_t col = 0; col < from.classes; ++col) dense.push_back(entry(T(0)));
            for (std::size_t i = 0; i < values.size(); ++i) dense[std::size_t(columns[i])] = entry(values[i]);
            rows.push_back(std::move(dense));
        } else {
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (values[i] != 0) rows.push_back(Json::array({row, columns[i], entry(values[i])}));
            }
        }
    }
    if (from.classes <= most_dense) return rows;
    return {{"shape", {from.classes, from.classes}}, {"coo", std::move(rows)}};
}

inline std::string written(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace terminal
