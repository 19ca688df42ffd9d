using ProblemSolving.Domain.Datasets;

namespace ProblemSolving.Analysis.Datasets;

/// <summary>Guesses roles from column names, English and Korean; each role goes to one column at most.</summary>
internal static class RoleGuess
{
    /// <summary>Names without blanks and signs, best first.</summary>
    private static readonly (ColumnRole Role, string[] Names)[] Known =
    [
        (ColumnRole.Customer, ["customerid", "customerno", "customernumber", "customer", "custid", "clientid", "memberid", "memberno", "userid", "buyerid", "고객번호", "고객id", "고객아이디", "고객코드", "회원번호", "회원id", "회원아이디", "회원코드", "구매자id", "고객", "회원", "customercode", "clientno", "clientnumber", "client", "buyer", "user", "userno", "shopperid", "kundennummer", "kundenid", "kundennr", "kunde", "kundin", "clientenummer", "klant", "klantnummer", "idclient", "numclient", "cliente", "idcliente", "고객no", "구매자", "구매자번호", "거래처", "거래처코드", "顧客id", "顧客番号", "顧客", "customername", "clientname", "membername", "username", "kundenname", "고객명", "고객이름", "회원명", "회원이름", "구매자명"]),
        (ColumnRole.Order, ["invoiceno", "invoiceid", "invoice", "orderid", "orderno", "ordernumber", "transactionid", "transactionno", "transaction", "receiptno", "receiptnumber", "receiptid", "receipt", "invoicenumber", "order", "ordercode", "주문번호", "주문id", "주문코드", "전표번호", "영수증번호", "거래번호", "주문", "영수증"]),
        (ColumnRole.Time, ["orderdatetime", "orderdate", "ordertime", "invoicedate", "purchasedate", "purchasetime", "transactiondate", "paidat", "orderedat", "createdat", "datetime", "timestamp", "date", "time", "주문일시", "주문일자", "주문일", "구매일시", "구매일자", "구매일", "결제일시", "결제일", "거래일시", "거래일자", "일시", "일자", "날짜"]),
        (ColumnRole.Quantity, ["quantity", "qty", "units", "numberofcds", "itemcount", "수량", "구매수량", "주문수량"]),
        (ColumnRole.UnitPrice, ["unitprice", "priceperunit", "itemprice", "price", "단가", "판매단가", "판매가", "가격"]),
        (ColumnRole.Amount, ["amount", "totalamount", "orderamount", "totalprice", "total", "dollarvalue", "sales", "revenue", "paidamount", "payment", "금액", "결제금액", "주문금액", "구매금액", "매출액", "매출금액", "합계", "총액", "총금액", "salesamount", "netamount", "grossamount", "purchaseamount", "paymentamount", "amountpaid", "ordertotal", "ordervalue", "totalsales", "salestotal", "salesvalue", "totalpaid", "netsales", "grosssales", "umsatz", "betrag", "montant", "importe", "판매금액", "판매액", "구매액", "결제액", "주문액", "실결제금액", "총결제금액", "총구매금액", "총주문금액"]),
        (ColumnRole.Product, ["productid", "productcode", "stockcode", "sku", "itemid", "itemcode", "product", "productname", "item", "상품코드", "상품번호", "제품코드", "상품명", "제품명", "상품", "제품"]),
        (ColumnRole.Category, ["category", "categoryname", "productcategory", "department", "카테고리", "상품분류", "분류", "품목", "대분류"]),
        (ColumnRole.Channel, ["channel", "saleschannel", "acquisitionchannel", "source", "medium", "채널", "유입채널", "유입경로", "판매채널", "구매채널"]),
        (ColumnRole.Country, ["country", "countryname", "region", "국가", "지역"]),
        (ColumnRole.Currency, ["currency", "currencycode", "통화", "통화코드", "화폐"]),
        (ColumnRole.Response, ["response", "responded", "converted", "conversion", "purchased", "반응", "응답", "반응여부", "구매여부", "재구매여부"]),
    ];

    /// <summary>Role of each column; <see cref="ColumnRole.None"/> where no name is known or the values cannot be that.</summary>
    /// <param name="canBe">Whether the values of a column allow a role.</param>
    public static ColumnRole[] Guess(IReadOnlyList<string> names, Func<int, ColumnRole, bool> canBe)
    {
        var simple = names.Select(Simplify).ToArray();
        var roles = new ColumnRole[names.Count];
        foreach (var (role, known) in Known)
        {
            foreach (var name in known)
            {
                var at = Array.FindIndex(simple, s => s == name);
                if (at < 0 || roles[at] != ColumnRole.None || !canBe(at, role))
                    continue;
                roles[at] = role;
                break;
            }
        }
        if (!roles.Contains(ColumnRole.Amount))
        {
            // sales_amount_krw, web amount: one such column is the amount, of two nobody can tell which
            var amounts = Enumerable.Range(0, names.Count).Where(i => roles[i] == ColumnRole.None && SaysAmount(simple[i]) && canBe(i, ColumnRole.Amount)).ToArray();
            if (amounts.Length == 1)
                roles[amounts[0]] = ColumnRole.Amount;
        }

        if (!roles.Contains(ColumnRole.Time))
        {
            var dates = Enumerable.Range(0, names.Count).Where(i => roles[i] == ColumnRole.None && canBe(i, ColumnRole.Time)).ToArray();
            if (dates.Length == 1)
                roles[dates[0]] = ColumnRole.Time;
        }
        return roles;
    }

    /// <summary>Parts of names of money that is not what was paid for the purchase.</summary>
    private static readonly string[] OtherMoney = ["discount", "tax", "vat", "refund", "return", "shipping", "delivery", "freight", "fee", "cost", "coupon", "point", "tip", "balance", "credit", "할인", "세액", "세금", "부가", "환불", "반품", "배송", "수수료", "원가", "쿠폰", "포인트", "적립", "잔액"];

    private static bool SaysAmount(string name) =>
        (name.Contains("amount", StringComparison.Ordinal) || name.Contains("금액", StringComparison.Ordinal)) && !OtherMoney.Any(part => name.Contains(part, StringComparison.Ordinal));

    /// <summary>A name without blanks and signs, in small letters.</summary>
    public static string Simplify(string name) =>
        new([.. name.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
}
